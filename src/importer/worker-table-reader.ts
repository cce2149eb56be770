import { on } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode, type ErrorParameters } from '../errors.ts';
import { startThread } from '../start-thread.ts';
import type { TableReader } from '../service/transfer/table-reader.ts';
import { collectSheets } from './collect-sheets.ts';
import { DEFAULT_READING_LIMITS, type ReadingLimits } from './reading-limits.ts';
import type { TablePart } from './table-parts.ts';
import { asTooLarge, readingTookTooLong, unreadable } from './unreadable.ts';

export interface ReadingTask {
  fileName: string;
  bytes: Uint8Array;
  limits: ReadingLimits;
}

/** What the thread says: the parts one after the other, then one of the others. */
export type ReadingMessage =
  { part: TablePart } | { done: true } | { refused: { code: ErrorCode; parameters: ErrorParameters } };

/** Reads in the thread that asks, for one that has nothing else to do. Nobody watches the time. */
export function createDirectTableReader(options: Partial<ReadingLimits> = {}): TableReader {
  const limits = { ...DEFAULT_READING_LIMITS, ...options };
  return {
    async read(fileName, bytes) {
      // Only here: a service that leaves reading to threads is spared what it takes.
      const { readTables } = await import('./read-tables.ts');
      return collectSheets(readTables(fileName, bytes, limits));
    },
  };
}

/** Reads each file in a thread of its own, so that a large one holds nothing up and its memory goes with it. */
export function createTableReader(options: Partial<ReadingLimits> = {}): TableReader {
  const limits = { ...DEFAULT_READING_LIMITS, ...options };
  return {
    read: async (fileName, bytes) => collectSheets(readInThread({ fileName, bytes, limits })),
  };
}

async function* readInThread(task: ReadingTask): AsyncGenerator<TablePart> {
  const worker = startThread('./reading-worker', import.meta.url);
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort();
  }, task.limits.maxReadingMs);
  try {
    worker.postMessage(task);
    yield* partsFrom(worker, deadline.signal);
  } catch (error) {
    throw deadline.signal.aborted ? readingTookTooLong(task.limits.maxReadingMs) : asTooLarge(error);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

async function* partsFrom(worker: Worker, signal: AbortSignal): AsyncGenerator<TablePart> {
  const messages = on(worker, 'message', { signal, close: ['exit'] }) as AsyncIterable<[ReadingMessage]>;
  for await (const [message] of messages) {
    if ('done' in message) return;
    if ('refused' in message) throw new AppError(message.refused.code, message.refused.parameters);
    yield message.part;
  }
  throw unreadable('读取中断，请重试', 'reading broke off: try again');
}
