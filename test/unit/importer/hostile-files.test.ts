import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { AppError, describeError } from '../../../src/errors.ts';
import { collectSheets } from '../../../src/importer/collect-sheets.ts';
import { createTableReader } from '../../../src/importer/index.ts';
import { DEFAULT_READING_LIMITS } from '../../../src/importer/reading-limits.ts';
import { readTables } from '../../../src/importer/read-tables.ts';

// Files made to cost more than they should:
// 1. Bombs, entities and names that lead elsewhere are refused, by what the zip says or as soon as it shows.
// 2. What is large but empty is read for what it holds; what is too wide or too long is refused at once.
// 3. Memory stays bounded, and a thread that takes too much ends without harm.

const MEBIBYTE = 1024 * 1024;
/** Only to see that nothing goes on for ever: the files take a small part of it. */
const BOUND_MS = 60_000;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const HEADER = row(1, ['问题', '答案']);

type Zip = Record<string, Uint8Array>;

function row(number: number, texts: readonly string[]): string {
  return `<row r="${number}">${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
}

function workbook(sheetData: string, others: Zip = {}): Uint8Array {
  const rels = (type: string, target: string) =>
    `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
  return zipSync(
    {
      '_rels/.rels': strToU8(rels('officeDocument', 'xl/workbook.xml')),
      'xl/workbook.xml': strToU8(
        `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="题库" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(rels('worksheet', 'worksheets/sheet1.xml')),
      'xl/worksheets/sheet1.xml': strToU8(
        `<worksheet xmlns="${MAIN}"><sheetData>${sheetData}</sheetData></worksheet>`,
      ),
      ...others,
    },
    { level: 1 },
  );
}

/** A zip of entries that say of themselves what they like: only their data is there. */
function withDirectory(entries: readonly { name: string; data: Buffer; size: number }[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size } of entries) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), data);
    directory.push(entry, Buffer.from(name));
    offset += local.length + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const read = (bytes: Uint8Array, name = 'a.xlsx') =>
  collectSheets(readTables(name, bytes, DEFAULT_READING_LIMITS));

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return describeError(error.code, error.parameters, 'zh');
    throw error;
  }
  throw new Error('It was read.');
}

/** How much more memory the process holds while `work` is under way, at most. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
  await work();
  clearInterval(timer);
  return Math.max(peak, process.memoryUsage().rss) - before;
}

describe('a bomb', () => {
  it.each<[string, () => Uint8Array, string]>([
    ['of zeros', zeros, '压缩炸弹'],
    ['of many entries that are each modest', manyEntries, '解压后超过 500 MB'],
    ['whose entries share their data', overlapping, '不完整或已损坏'],
    ['that says it is small', lying, '不完整或已损坏'],
    ['of twenty thousand files', manyNames, '不像 Excel 工作簿'],
    ['of entities', entities, 'DTD 或实体定义'],
    [
      'of one endless text',
      () => workbook(row(1, [randomBytes(4 * MEBIBYTE).toString('hex')])),
      '不完整或已损坏',
    ],
    ['of merged cells', merges, '合并单元格太多'],
  ])(
    '%s is refused',
    async (_, make, reason) => {
      const bytes = make();
      const grown = await growth(async () => {
        expect(await refusal(read(bytes))).toContain(reason);
      });
      expect(grown).toBeLessThan(300 * MEBIBYTE);
    },
    BOUND_MS,
  );

  function zeros(): Uint8Array {
    const data = deflateRawSync(Buffer.alloc(300 * MEBIBYTE));
    return withDirectory([{ name: 'xl/media/a.bin', data, size: 300 * MEBIBYTE }]);
  }

  function manyEntries(): Uint8Array {
    const data = randomBytes(100 * 1024);
    const entries = Array.from({ length: 30 }, (_, i) => ({
      name: `${i}.bin`,
      data,
      size: data.length * 200,
    }));
    return withDirectory(entries);
  }

  /** Every entry of the directory names the same data. */
  function overlapping(): Uint8Array {
    const bytes = Buffer.from(
      zipSync({ 'a.bin': randomBytes(MEBIBYTE), 'b.bin': randomBytes(MEBIBYTE), 'c.bin': new Uint8Array(9) }),
    );
    const first = bytes.indexOf('PK\u0001\u0002');
    const second = bytes.indexOf('PK\u0001\u0002', first + 4);
    const third = bytes.indexOf('PK\u0001\u0002', second + 4);
    for (const entry of [second, third]) bytes.copy(bytes, entry + 10, first + 10, first + 28);
    for (const entry of [second, third]) bytes.copy(bytes, entry + 42, first + 42, first + 46);
    return bytes;
  }

  function lying(): Uint8Array {
    const bytes = Buffer.from(workbook(HEADER + row(2, ['a', 'b'.repeat(100_000)])));
    const entry = bytes.lastIndexOf('PK\u0001\u0002');
    bytes.writeUInt32LE(10, entry + 24);
    return bytes;
  }

  function manyNames(): Uint8Array {
    const data = Buffer.alloc(0);
    return withDirectory(Array.from({ length: 20_000 }, (_, i) => ({ name: `${i}`, data, size: 0 })));
  }

  function entities(): Uint8Array {
    const levels = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
    const xml = `<!DOCTYPE w [<!ENTITY l0 "lol">${levels.join('')}]><worksheet><sheetData>&l9;</sheetData></worksheet>`;
    return workbook('', { 'xl/worksheets/sheet1.xml': strToU8(xml) });
  }

  function merges(): Uint8Array {
    const rows = Array.from({ length: 5000 }, (_, i) => row(i + 1, ['a', 'b']));
    const ranges = '<mergeCell ref="A1:A5000"/>'.repeat(5000);
    const xml = `<worksheet><sheetData>${rows.join('')}</sheetData><mergeCells>${ranges}</mergeCells></worksheet>`;
    return workbook('', { 'xl/worksheets/sheet1.xml': strToU8(xml) });
  }
});

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
      expect(grown).toBeLessThan(300 * MEBIBYTE);
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
});

describe('a zip that is no zip any more', () => {
  it('is refused wherever it is cut, and never harms', async () => {
    const whole = workbook(HEADER + row(2, ['a', 'b']));
    for (let length = 4; length < whole.length; length += 37) {
      expect(await refusal(read(whole.subarray(0, length)))).toContain('不完整或已损坏');
    }
  });

  it('is refused or read whichever byte is changed', async () => {
    const whole = workbook(HEADER + row(2, ['a', 'b']));
    for (let at = 0; at < whole.length; at += 11) {
      const changed = whole.slice();
      changed[at]! ^= 0x5a;
      const outcome = read(changed).then(
        (sheets) => sheets.length,
        (error: unknown) => (error as Error).name,
      );
      expect([1, 'AppError']).toContain(await outcome);
    }
  });

  it('is refused when its data is no deflate', async () => {
    const bytes = Buffer.from(workbook(HEADER));
    const data = deflateRawSync(Buffer.from('x'));
    data.copy(bytes, bytes.indexOf('xl/workbook.xml') + 20);
    expect(await refusal(read(bytes))).toContain('不完整或已损坏');
  });
});

describe('the reading thread', () => {
  it(
    'refuses as reading here does, and lets the next file in',
    async () => {
      const reader = createTableReader();
      const bomb = workbook('', { 'xl/media/a.bin': new Uint8Array(4 * MEBIBYTE) });
      expect(await refusal(reader.read('a.xlsx', bomb))).toContain('压缩炸弹');
      expect(await reader.read('a.xlsx', workbook(HEADER))).toMatchObject([{ rows: [{ number: 1 }] }]);
    },
    BOUND_MS * 2,
  );
});
