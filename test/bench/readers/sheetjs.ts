import { readFile } from 'node:fs/promises';
import { read as readWorkbook } from '@e965/xlsx';
import type { Reader } from './reader.ts';

/** With the options that save it most. */
export const read: Reader = async (file) => {
  const bytes = await readFile(file);
  const book = file.endsWith('.csv')
    ? readWorkbook(bytes.toString('utf8'), { type: 'string', dense: true, raw: true })
    : readWorkbook(bytes, { type: 'buffer', dense: true, cellFormula: false, cellHTML: false });
  const grid = book.Sheets[book.SheetNames[0]!]!['!data']!;
  return grid.length;
};
