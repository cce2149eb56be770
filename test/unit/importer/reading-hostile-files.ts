import { AppError, describeError } from '../../../src/errors.ts';
import { collectSheets } from '../../../src/importer/collect-sheets.ts';
import { DEFAULT_READING_LIMITS } from '../../../src/importer/reading-limits.ts';
import { readTables } from '../../../src/importer/read-tables.ts';

/** Only to see that nothing goes on for ever: the files take a small part of it. */
export const BOUND_MS = 60_000;

/** How much the process may grow while it reads a file that was made to cost memory. */
export const MOST_GROWTH_BYTES = 300 * 1024 * 1024;

/** In this thread, with the limits that uploads have. */
export const read = (bytes: Uint8Array, name = 'a.xlsx') =>
  collectSheets(readTables(name, bytes, DEFAULT_READING_LIMITS));

/** What people are told why the file is not read; throws where it is read. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return describeError(error.code, error.parameters, 'zh');
    throw error;
  }
  throw new Error('It was read.');
}

/** How much more memory the process holds while `work` is under way, at most, in bytes. */
export async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
  await work();
  clearInterval(timer);
  return Math.max(peak, process.memoryUsage().rss) - before;
}
