import { describe, expect, it } from 'vitest';
import { collectSheets } from '../../../../src/importer/collect-sheets.ts';
import { tableWriter } from '../../../../src/importer/index.ts';
import { readTables } from '../../../../src/importer/read-tables.ts';
import { DEFAULT_READING_LIMITS } from '../../../../src/importer/reading-limits.ts';
import { writeTemplate } from '../../../../src/service/transfer/import-template.ts';
import { readRows } from '../../../../src/service/transfer/read-rows.ts';
import { collected } from '../../../helpers/collected.ts';
import { judgedRows } from '../../../helpers/judged-rows.ts';

// The template:
// 1. Its examples import as they are, without a word against them; the other sheets are skipped.
// 2. It explains every column.

describe('the template', () => {
  it('imports with every example row accepted', async () => {
    const bytes = await collected(writeTemplate(tableWriter));
    const sheets = await collectSheets(readTables('模板.xlsx', bytes, DEFAULT_READING_LIMITS));
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['题库', false],
      ['说明', false],
      ['选项', true],
    ]);
    const { rows, findings } = readRows(sheets);
    const judged = await judgedRows(rows);
    expect([...findings, ...judged.flatMap((row) => row.findings)]).toEqual([]);
    expect(judged.map(({ fields }) => fields.question)).toHaveLength(3);
    expect(judged[0]?.fields).toMatchObject({
      externalId: 'XYK-001',
      pinned: true,
      boost: 2,
      tags: ['还款', '账单'],
    });
    expect(judged[2]?.fields).toMatchObject({ status: 'draft', validFrom: new Date('2026-01-31T16:00:00Z') });

    const [bank, explanation] = sheets;
    const explained = explanation!.rows.map(({ cells }) => cells[0]);
    expect(explained).toEqual(expect.arrayContaining([...bank!.rows[0]!.cells]));
  });
});
