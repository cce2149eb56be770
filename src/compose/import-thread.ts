import { on } from 'node:events';
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import { AppError, type ErrorCode, type ErrorParameters } from '../errors.ts';
import type { ComingChanges, ComingDocuments } from '../service/index-keeper/prepared-index.ts';
import type { JobContext } from '../service/jobs/job-handler.ts';
import type { IndexRoom } from '../service/index-keeper/index-room.ts';
import type { ImportProgress, ImportRecord, ImportStatus } from '../service/ports/import-store.ts';
import type { Lease, LeasedJob } from '../service/ports/job-store.ts';
import type { CarryOutImport } from '../service/transfer/carry-out-import.ts';
import { startThread } from '../start-thread.ts';
import { DocumentFeed } from './document-feed.ts';
import { spareMemory } from './limit-heap-growth.ts';

/** What the thread needs of the configuration. */
export type ImportConfig = Pick<Config, 'mysqlUrl' | 'sqliteFile' | 'maxImportBytes' | 'importColumnAliases'>;

export interface ImportTask {
  config: ImportConfig;
  /** Of the indexes that are to hold what is imported. */
  room: IndexRoom;
  job: LeasedJob;
  record: ImportRecord;
  lease: Lease;
}

/** What the thread is about to write, without the documents of it. */
export type PlannedChanges = Omit<ComingChanges, 'put'> & { put: Omit<ComingDocuments, 'pieces'> };

/**
 * What the thread says: how far it is; what it is about to write, and where the documents of that are to be had; when its
 * transaction begins and ends; at the end one of the others.
 */
export type ImportMessage =
  | { progress: ImportProgress }
  | { committing: boolean }
  | { planned: PlannedChanges; documents: MessagePort }
  | { kept: ImportStatus }
  | { refused: { code: ErrorCode; parameters: ErrorParameters } };

/** Does each import in a thread of its own, so that it holds no search up and its memory goes with it. */
export function importInThread(
  { mysqlUrl, sqliteFile, maxImportBytes, importColumnAliases }: ImportConfig,
  room: () => IndexRoom,
): CarryOutImport {
  const config = { mysqlUrl, sqliteFile, maxImportBytes, importColumnAliases };
  return async (job, record, context, onPlanned) => {
    const { DEFAULT_READING_LIMITS, asTooLarge, readingTookTooLong } = await import('../importer/index.ts');
    const { maxReadingMs } = DEFAULT_READING_LIMITS;
    const worker = startThread('./import-worker', import.meta.url);
    worker.once('exit', spareMemory());
    const feeding = feedFrom(worker, onPlanned);
    const deadline = new AbortController();
    const timer = setTimeout(() => {
      deadline.abort();
    }, maxReadingMs);
    const onAbort = (): void => {
      worker.postMessage('abort');
    };
    try {
      worker.postMessage({ config, room: room(), job, record, lease: context.lease } satisfies ImportTask);
      context.signal.addEventListener('abort', onAbort);
      if (context.signal.aborted) onAbort();
      const onRead = (): void => {
        clearTimeout(timer);
      };
      const kept = await outcomeOf(worker, context, deadline.signal, { onRead, onPlanned: feeding.begin });
      // What is written may be known before it is indexed.
      void feeding.ended().then(() => worker.terminate());
      return kept;
    } catch (error) {
      await worker.terminate();
      throw deadline.signal.aborted ? readingTookTooLong(maxReadingMs) : asTooLarge(error);
    } finally {
      clearTimeout(timer);
      context.signal.removeEventListener('abort', onAbort);
    }
  };
}

interface Listeners {
  /** The file has been read, after which the signal does not matter. */
  onRead: () => void;
  onPlanned: (changes: PlannedChanges, documents: MessagePort) => void;
}

/** Hands on what a thread is about to write, with its documents as they are asked for. */
function feedFrom(worker: Worker, onPlanned: (changes: ComingChanges) => void) {
  let feed: DocumentFeed | null = null;
  // Once the outcome is known nobody else listens, and an error that nobody hears ends the process.
  worker.on('error', () => feed?.close());
  return {
    begin: ({ put, ...planned }: PlannedChanges, documents: MessagePort): void => {
      feed?.close();
      feed = new DocumentFeed(documents);
      onPlanned({ ...planned, put: { ...put, pieces: feed.pieces() } });
      feed.closeUnlessTaken();
    },
    /** Resolves when no more of them are wanted. */
    ended: async (): Promise<unknown> => feed?.ended,
  };
}

async function outcomeOf(
  worker: Worker,
  context: JobContext,
  signal: AbortSignal,
  { onRead, onPlanned }: Listeners,
): Promise<ImportStatus> {
  let endCommit = (): void => undefined;
  try {
    const messages = on(worker, 'message', { signal, close: ['exit'] }) as AsyncIterable<[ImportMessage]>;
    for await (const [message] of messages) {
      if ('kept' in message) return message.kept;
      if ('refused' in message) throw new AppError(message.refused.code, message.refused.parameters);
      if ('progress' in message) {
        if (message.progress.phase !== 'reading') onRead();
        context.report(message.progress);
      } else if ('planned' in message) {
        onPlanned(message.planned, message.documents);
      } else if ('committing' in message) {
        endCommit();
        if (message.committing) void context.commit(() => new Promise<void>((end) => (endCommit = end)));
      }
    }
    throw new Error('The thread of an import ended without a word');
  } finally {
    endCommit();
  }
}
