import { newMemory, PAGE_BYTES } from '../web-assembly/memory.ts';

/** A new array, all 0, for the time of a computation: it leaves no gaps in memory, as `GrowingArray` does not. */
export function scratchIntegers(length: number): Uint32Array {
  const bytes = length * Uint32Array.BYTES_PER_ELEMENT;
  return bytes <= PAGE_BYTES ? new Uint32Array(length) : new Uint32Array(newMemory(bytes).buffer, 0, length);
}
