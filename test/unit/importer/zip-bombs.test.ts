import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { HEADER, row, workbook } from './hand-made-workbook.ts';
import { BOUND_MS, growth, MOST_GROWTH_BYTES, read, refusal } from './reading-hostile-files.ts';

// Bombs, entities and names that lead elsewhere are refused, by what the zip says or as soon as it shows; memory
// stays bounded.

const MEBIBYTE = 1024 * 1024;

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
      expect(grown).toBeLessThan(MOST_GROWTH_BYTES);
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
