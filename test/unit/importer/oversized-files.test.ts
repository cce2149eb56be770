import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { HEADER, MAIN, OFFICE, PACKAGE, row, workbook } from './hand-made-workbook.ts';
import { BOUND_MS, growth, MOST_GROWTH_BYTES, read, refusal } from './reading-hostile-files.ts';

// What is large but empty is read for what it holds, in bounded memory; what is too wide or too long is refused at
// once.

describe('a file of great size', () => {
  it(
    'with 1,048,576 formatted rows that are empty is read for what it holds',
    async () => {
      const empty = Array.from(
        { length: 1_048_573 },
        (_, i) => `<row r="${i + 3}" s="1"><c r="A${i + 3}" s="1"/></row>`,
      );
      const bytes = workbook(HEADER + row(2, ['a', 'b']) + empty.join(''));
      empty.length = 0;
      const grown = await growth(async () => {
        const [sheet] = await read(bytes);
        expect(sheet?.rows.map(({ number }) => number)).toEqual([1, 2]);
      });
      expect(grown).toBeLessThan(MOST_GROWTH_BYTES);
    },
    BOUND_MS,
  );

  it(
    'with more links than a sheet may have, or links over whole sheets, is refused',
    async () => {
      const rows = HEADER + Array.from({ length: 10 }, (_, i) => row(i + 2, ['问', '答'])).join('');
      const linked = (links: string, rels: string) =>
        read(
          workbook(rows, {
            'xl/worksheets/sheet1.xml': strToU8(
              `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetData>${rows}</sheetData><hyperlinks>${links}</hyperlinks></worksheet>`,
            ),
            'xl/worksheets/_rels/sheet1.xml.rels': strToU8(
              `<Relationships xmlns="${PACKAGE}">${rels}</Relationships>`,
            ),
          }),
        );
      const external = (id: string, target: string) =>
        `<Relationship Id="${id}" Type="${OFFICE}/hyperlink" Target="${target}" TargetMode="External"/>`;
      const everywhere = '<hyperlink ref="A1:XFD1048576" r:id="rId1"/>';
      const noPath = `<Relationship Id="rId9" Type="${OFFICE}/hyperlink" Target="http://[bad"/>`;
      expect((await linked('<hyperlink ref="B2" r:id="rId9"/>', noPath))[0]?.rows[1]?.links).toBeUndefined();
      const [sheet] = await linked(
        everywhere + '<hyperlink ref="B2" r:id="none"/>',
        external('rId1', 'http://[bad'),
      );
      expect(sheet?.rows[1]?.links).toEqual([
        { index: 0, target: 'http://[bad' },
        { index: 1, target: 'http://[bad' },
      ]);
      const many = (count: number, ref: string) =>
        Array.from({ length: count }, (_, i) => `<hyperlink ref="${ref}" r:id="rId${i}"/>`).join('');
      const targets = Array.from({ length: 60_000 }, (_, i) => external(`rId${i}`, `https://a/${i}`)).join(
        '',
      );
      for (const links of [many(100_001, 'B2'), many(60_000, 'A1:XFD1048576')]) {
        expect(await refusal(linked(links, targets))).toContain('超链接太多');
      }
    },
    BOUND_MS,
  );

  it(
    'with 16,384 columns is refused, unless they are empty',
    async () => {
      const titles = Array.from({ length: 16_384 }, (_, i) => `列${i}`);
      expect(await refusal(read(workbook(row(1, titles))))).toContain('有 257 列，最多 256 列');
      const blank = `<row r="1">${'<c s="1"/>'.repeat(16_384)}</row>`;
      expect((await read(workbook(blank)))[0]?.rows).toEqual([]);
      expect(await refusal(read(strToU8(titles.join(',')), 'a.csv'))).toContain('最多 256 列');
      expect(await refusal(read(workbook('<row r="1"><c r="XFE1"><v>1</v></c></row>')))).toContain('已损坏');
    },
    BOUND_MS,
  );

  it(
    'with more rows than may be is refused before it is read to its end',
    async () => {
      const rows = Array.from({ length: 250_000 }, (_, i) => row(i + 1, ['a', 'b']));
      expect(await refusal(read(workbook(rows.join(''))))).toContain('最多 200000 行');
    },
    BOUND_MS,
  );

  it(
    'of text is refused as soon as it has too many rows or columns',
    async () => {
      const lines = (count: number, line: (index: number) => string) =>
        Buffer.from(Array.from({ length: count }, (_, index) => line(index)).join('\n'));
      const grown = await growth(async () => {
        const fields = read(
          lines(100_000, (index) => `{"a${index}":1}`),
          'a.ndjson',
        );
        expect(await refusal(fields)).toContain('第 257 行有 257 列，最多 256 列');
        const objects = read(
          lines(3_000_000, () => '{"a":1}'),
          'a.ndjson',
        );
        expect(await refusal(objects)).toContain('最多 200000 行');
        const cells = read(
          lines(3_000_000, () => 'a,b'),
          'a.csv',
        );
        expect(await refusal(cells)).toContain('最多 200000 行');
      });
      expect(grown).toBeLessThan(MOST_GROWTH_BYTES);
    },
    BOUND_MS,
  );
});
