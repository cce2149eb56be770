import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableWriter } from '../../../src/importer/index.ts';
import { DEFAULT_READING_LIMITS } from '../../../src/importer/reading-limits.ts';
import { collectSheets } from '../../../src/importer/collect-sheets.ts';
import { readTables } from '../../../src/importer/read-tables.ts';
import { collected } from '../../helpers/collected.ts';

// Writing tables:
// 1. Every text comes back as it was, from a workbook and from CSV.
// 2. No cell of a CSV begins like a formula.
// 3. A source that fails makes the writing fail.

const columns = [
  { title: '问题', width: 20 },
  { title: '答案', width: 40 },
];

const awkward = fc.constantFrom(
  '=1+1',
  '+1',
  '-1',
  '@a',
  "'=1",
  "''@",
  '"',
  'a"b',
  'a,b;c|d',
  '_x0041_',
  '<&>',
  ' a ',
  '＝1',
  '\t',
  '1\n2',
  '😀𠮷',
);
/** Rows of two cells, the first never empty, so that no row is blank. */
const tables = fc.array(
  fc.tuple(
    fc.oneof(awkward, fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 })),
    fc.oneof(awkward, fc.string({ unit: 'grapheme' })),
  ),
);

async function cellsOf(name: string, bytes: Uint8Array): Promise<string[][]> {
  const [sheet] = await collectSheets(readTables(name, bytes, DEFAULT_READING_LIMITS));
  return sheet!.rows.slice(1).map(({ cells }) => [cells[0] as string, (cells[1] ?? '') as string]);
}

describe('a written table', () => {
  it('comes back from a workbook as it was', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const bytes = await collected(tableWriter.writeWorkbook([{ name: '题库', columns, rows }]));
        expect(await cellsOf('a.xlsx', bytes)).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  it('comes back from CSV as it was, and runs nothing in a spreadsheet', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        const bytes = await collected(tableWriter.writeCsv({ name: '题库', columns, rows }));
        expect(await cellsOf('a.csv', bytes)).toEqual(rows);
        for (const cell of rawCells(bytes.toString('utf8'))) expect(cell).not.toMatch(/^[=@＝＠]/);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the names of several sheets', async () => {
    const sheets = ['题库 & <一>', '说明'].map((name) => ({ name, columns, rows: [['a', 'b']] }));
    const bytes = await collected(tableWriter.writeWorkbook(sheets));
    const sheetsRead = await collectSheets(readTables('a.xlsx', bytes, DEFAULT_READING_LIMITS));
    const names = sheetsRead.map(({ name }) => name);
    expect(names).toEqual(['题库 & <一>', '说明']);
  });

  it('fails when its rows fail', async () => {
    async function* rows() {
      yield ['a', 'b'];
      await Promise.reject(new Error('away'));
    }
    await expect(
      collected(tableWriter.writeWorkbook([{ name: '题库', columns, rows: rows() }])),
    ).rejects.toThrow('away');
    await expect(collected(tableWriter.writeCsv({ name: '题库', columns, rows: rows() }))).rejects.toThrow(
      'away',
    );
  });
});

/** Cells of a CSV text as a spreadsheet reads them: quoted ones whole, quotes undone. */
function rawCells(text: string): string[] {
  const cells = text.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n|$)/g);
  return Array.from(cells, ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
