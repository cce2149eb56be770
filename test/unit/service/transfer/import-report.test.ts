import { expect, it } from 'vitest';
import type { ImportRecord } from '../../../../src/service/ports/import-store.ts';
import { headerKey } from '../../../../src/service/transfer/columns.ts';
import { importReport } from '../../../../src/service/transfer/import-report.ts';
import { judgeRow } from '../../../../src/service/transfer/judge-row.ts';
import { readRows } from '../../../../src/service/transfer/read-rows.ts';
import type { SheetMarks } from '../../../../src/service/transfer/report-writer.ts';
import { collected } from '../../../helpers/collected.ts';
import { identityOf, sheetOf } from './rows-of.ts';

it('marks cells below headers that only the configuration names', async () => {
  const sheet = sheetOf([
    ['客户这样问', '我们这样答', '还这样问'],
    ['怎么开户', '', '甲；甲'],
  ]);
  const columnAliases = new Map([
    [headerKey('客户这样问'), 'question' as const],
    [headerKey('我们这样答'), 'answer' as const],
    [headerKey('还这样问'), 'phrasings' as const],
  ]);
  const { rows } = readRows([sheet], { aliases: columnAliases });
  const findings = rows.flatMap((row) => judgeRow(row, identityOf).findings);
  const counts = { read: 1, added: 0, updated: 0, unchanged: 0, rejected: 1, removed: 0 };
  const record: Partial<ImportRecord> = { id: 'i', fileName: '问答.xlsx', findings, counts };

  const marked: SheetMarks[] = [];
  const nothing = async function* () {
    yield await Promise.resolve(new Uint8Array());
  };
  const dependencies = {
    columnAliases,
    store: { readImportFile: () => Promise.resolve(new TextEncoder().encode('PK')) },
    reader: { read: () => Promise.resolve([sheet]) },
    writer: {
      writeWorkbook: nothing,
      writeCsv: nothing,
      markWorkbook: (_workbook: Uint8Array, sheets: readonly SheetMarks[]) => {
        marked.push(...sheets);
        return nothing();
      },
    },
  };
  await collected(importReport(dependencies, record as ImportRecord));
  expect(marked).toMatchObject([
    {
      headerRow: 1,
      marks: [
        { row: 2, column: 1, level: 'error' },
        { row: 2, column: 2, level: 'warning' },
      ],
      proposals: [{ column: 3, title: '建议修改（还这样问）' }],
    },
  ]);
});
