import { readFile } from 'node:fs/promises';
import { collectSheets } from '../../../src/importer/collect-sheets.ts';
import { createTableReader } from '../../../src/importer/index.ts';
import { DEFAULT_READING_LIMITS } from '../../../src/importer/reading-limits.ts';
import { readTables } from '../../../src/importer/read-tables.ts';
import type { Reader } from './reader.ts';

const limits = { ...DEFAULT_READING_LIMITS, maxBytes: Infinity };

export const read: Reader = async (file) => {
  const [sheet] = await collectSheets(readTables(file, await readFile(file), limits));
  return sheet!.rows.length;
};

export const readInThread: Reader = async (file) => {
  const [sheet] = await createTableReader(limits).read(file, await readFile(file));
  return sheet!.rows.length;
};
