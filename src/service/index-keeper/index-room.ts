import { AppError } from '../../errors.ts';

/** How much memory the indexes of a process may take, and how much they do, in bytes. */
export interface IndexRoom {
  /** Infinity: there is no limit. */
  readonly limitBytes: number;
  readonly usedBytes: number;
  /** Of a question, on average. */
  readonly questionBytes: number;
}

const MEBIBYTE = 2 ** 20;

/** @throws AppError `index_memory_exceeded` when so many bytes more would not fit */
export function demandRoom({ limitBytes, usedBytes }: IndexRoom, moreBytes: number): void {
  const neededBytes = usedBytes + moreBytes;
  if (neededBytes <= limitBytes) return;
  const inMebibytes = (bytes: number): number => Math.ceil(bytes / MEBIBYTE);
  throw new AppError('index_memory_exceeded', {
    actual: inMebibytes(neededBytes),
    limit: Math.floor(limitBytes / MEBIBYTE),
  });
}
