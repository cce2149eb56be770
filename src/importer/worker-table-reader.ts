import { AppError, type ErrorCode, type ErrorParameters } from '../errors.ts';
import type { SourceSheet, TableReader } from '../service/transfer/table-reader.ts';
import { DEFAULT_READING_LIMITS, type ReadingLimits } from './reading-limits.ts';
import { startReadingThread } from './reading-thread.ts';
import { unreadable } from './unreadable.ts';

export interface ReadingTask {
  fileName: string;
  bytes: Uint8Array;
  limits: ReadingLimits;
}

export type ReadingReply =
  { sheets: SourceSheet[] } | { refused: { code: ErrorCode; parameters: ErrorParameters } };

/** Reads each file in a thread of its own, so that a large one holds nothing up and its memory goes with it. */
export function createTableReader(options: Partial<ReadingLimits> = {}): TableReader {
  const limits = { ...DEFAULT_READING_LIMITS, ...options };
  return {
    async read(fileName, bytes) {
      const reply = await runInThread({ fileName, bytes, limits });
      if ('refused' in reply) throw new AppError(reply.refused.code, reply.refused.parameters);
      return reply.sheets;
    },
  };
}

function runInThread(task: ReadingTask): Promise<ReadingReply> {
  return new Promise((resolve, reject) => {
    const worker = startReadingThread();
    const { maxReadingMs } = task.limits;
    const deadline = setTimeout(() => {
      reject(unreadable(`读了 ${Math.ceil(maxReadingMs / 1000)} 秒还没有读完，请拆成几个文件分别导入`));
      void worker.terminate();
    }, maxReadingMs);
    worker.once('message', resolve);
    worker.once('error', (error) => {
      reject(isOutOfMemory(error) ? unreadable('内容太多，请拆成几个文件分别导入', error) : error);
    });
    worker.once('exit', () => {
      clearTimeout(deadline);
      reject(unreadable('读取中断，请重试'));
    });
    worker.postMessage(task);
  });
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
