import { AppError } from '../errors.ts';

/** @param reason in Chinese: what is wrong with the file and what to do */
export function unreadable(reason: string, cause?: unknown): AppError {
  return new AppError('workbook_unreadable', { reason }, { cause });
}
