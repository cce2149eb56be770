import { AppError } from '../../errors.ts';
import type { SearchIndex } from '../search-engine.ts';

/** How much memory the indexes of a process may take, and how much they do, in bytes. */
export interface IndexRoom {
  /** Infinity: there is no limit. */
  readonly limitBytes: number;
  readonly usedBytes: number;
  /** Of a question, on average. */
  readonly questionBytes: number;
}

const MEBIBYTE = 2 ** 20;

/** Bytes of the arrays that an index consists of; looks at none of the documents. */
export function memoryOfIndex(index: Pick<SearchIndex, 'arrays'>): number {
  const { segments } = index.arrays();
  return segments
    .flatMap((arrays) => Object.values(arrays))
    .reduce((sum, { byteLength }) => sum + byteLength, 0);
}

export function hasRoom({ limitBytes, usedBytes }: IndexRoom, moreBytes: number): boolean {
  return usedBytes + moreBytes <= limitBytes;
}

/** @throws AppError `index_memory_exceeded` when so many bytes more would not fit */
export function demandRoom(room: IndexRoom, moreBytes: number): void {
  if (hasRoom(room, moreBytes)) return;
  const { limitBytes, usedBytes } = room;
  const neededBytes = usedBytes + moreBytes;
  const inMebibytes = (bytes: number): number => Math.ceil(bytes / MEBIBYTE);
  throw new AppError('index_memory_exceeded', {
    actual: inMebibytes(neededBytes),
    limit: Math.floor(limitBytes / MEBIBYTE),
  });
}
