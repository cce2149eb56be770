import { parentPort } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { readTables } from './read-tables.ts';
import type { ReadingReply, ReadingTask } from './worker-table-reader.ts';

parentPort?.once('message', ({ fileName, bytes, limits }: ReadingTask) => {
  parentPort?.postMessage(attempt(() => readTables(fileName, bytes, limits)));
});

function attempt(work: () => ReturnType<typeof readTables>): ReadingReply {
  try {
    return { sheets: work() };
  } catch (error) {
    if (error instanceof AppError) return { refused: { code: error.code, parameters: error.parameters } };
    throw error;
  }
}
