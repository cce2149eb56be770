import { AppError } from '../errors.ts';
import { say } from '../said.ts';

/** Texts say what is wrong with the file and what to do. */
export function unreadable(zh: string, en: string, cause?: unknown): AppError {
  return new AppError('workbook_unreadable', { reason: say(zh, en) }, { cause });
}

/** A zip whose directory or contents cannot be read. */
export function damagedZip(cause?: unknown): AppError {
  return unreadable(
    '文件不完整或已损坏，请重新另存后再试',
    'it is incomplete or damaged: save it again',
    cause,
  );
}

export function tooManyRows(maxRows: number): AppError {
  return unreadable(`最多 ${maxRows} 行，请拆成几个文件分别导入`, `it may have ${maxRows} rows: split it`);
}

/** @param sheet where the file may have several */
export function tooManyColumns(row: number, columns: number, maxColumns: number, sheet?: string): AppError {
  const [zh, en] = sheet === undefined ? ['', ''] : [`工作表“${sheet}”`, ` of "${sheet}"`];
  return unreadable(
    `${zh}第 ${row} 行有 ${columns} 列，最多 ${maxColumns} 列，请删去多余的列`,
    `row ${row}${en} has ${columns} columns, more than ${maxColumns}`,
  );
}

export function tooManyLinks(): AppError {
  return unreadable(
    '超链接太多，请删去不需要的超链接后再导入',
    'it has too many links: remove those that are not needed',
  );
}

export function tooManyMergedCells(): AppError {
  return unreadable('合并单元格太多，请取消合并后再导入', 'it has too many merged cells: take them apart');
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
