import { AppError } from '../errors.ts';
import { say } from '../said.ts';

/** Texts say what is wrong with the file and what to do. */
export function unreadable(zh: string, en: string, cause?: unknown): AppError {
  return new AppError('workbook_unreadable', { reason: say(zh, en) }, { cause });
}

export function readingTookTooLong(maxReadingMs: number): AppError {
  const seconds = Math.ceil(maxReadingMs / 1000);
  return unreadable(
    `读了 ${seconds} 秒还没有读完，请拆成几个文件分别导入`,
    `reading took more than ${seconds} s: split it`,
  );
}

/** The error of a thread that ran out of memory over a file, told as a fault of the file; any other as it is. */
export function asTooLarge(error: unknown): unknown {
  const isOutOfMemory =
    error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (!isOutOfMemory) return error;
  return unreadable('内容太多，请拆成几个文件分别导入', 'it holds too much: split it', error);
}
