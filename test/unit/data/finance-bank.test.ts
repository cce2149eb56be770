import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalizeForIdentity, parseTraditional } from '../../../src/engine/index.ts';
import { collectSheets } from '../../../src/importer/collect-sheets.ts';
import { readTables } from '../../../src/importer/read-tables.ts';
import { DEFAULT_READING_LIMITS } from '../../../src/importer/reading-limits.ts';
import { judgeRow, type JudgedRow } from '../../../src/service/transfer/judge-row.ts';
import { markRepeatedRows } from '../../../src/service/transfer/mark-repeated-rows.ts';
import { readRows } from '../../../src/service/transfer/read-rows.ts';

// The sample bank:
// 1. Imports without a finding.
// 2. Is large and varied enough to show the product.
// 3. Leads every wording to one answer only.
// 4. Holds the question of the demo.

const data = path.join(import.meta.dirname, '../../../data');

describe('data/finance.xlsx', () => {
  const traditional = parseTraditional(readFileSync(path.join(data, 'traditional.txt'), 'utf8'));
  const identityOf = (text: string) => normalizeForIdentity(text, traditional);
  let rows: JudgedRow[];
  let sheetFindings: unknown[];
  beforeAll(async () => {
    const bytes = readFileSync(path.join(data, 'finance.xlsx'));
    const read = readRows(await collectSheets(readTables('finance.xlsx', bytes, DEFAULT_READING_LIMITS)));
    sheetFindings = read.findings;
    rows = read.rows.map((row) => judgeRow(row, identityOf));
    markRepeatedRows(rows);
  });

  it('imports without a finding', () => {
    expect(sheetFindings).toEqual([]);
    expect(rows.flatMap(({ findings }) => findings)).toEqual([]);
  });

  it('has at least 500 pairs in at least 12 categories, with 2 phrasings on average and some negative ones', () => {
    const count = (field: 'phrasings' | 'negativePhrasings') =>
      rows.reduce((sum, { fields }) => sum + (fields[field]?.length ?? 0), 0);
    expect(rows.length).toBeGreaterThanOrEqual(500);
    expect(new Set(rows.map(({ fields }) => fields.category)).size).toBeGreaterThanOrEqual(12);
    expect(count('phrasings') / rows.length).toBeGreaterThanOrEqual(2);
    expect(count('negativePhrasings')).toBeGreaterThanOrEqual(20);
  });

  it('gives every row an external id of its own, a category and tags', () => {
    expect(new Set(rows.map(({ fields }) => fields.externalId)).size).toBe(rows.length);
    const bare = rows.filter(({ fields }) => !fields.externalId || !fields.category || !fields.tags?.length);
    expect(bare.map(({ fields }) => fields.question)).toEqual([]);
  });

  it('has no wording twice, as a question or as a phrasing', () => {
    const wordings = rows.flatMap(({ fields }) => [fields.question ?? '', ...(fields.phrasings ?? [])]);
    const keys = wordings.map(identityOf);
    expect(wordings.filter((_, index) => keys.indexOf(keys[index]!) !== index)).toEqual([]);
  });

  it('holds the question of the demo', () => {
    expect(rows.map(({ fields }) => fields.question)).toContain('中国农业银行信用卡如何还款？');
  });
});
