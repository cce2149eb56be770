import type { Steps } from '../steps.ts';

const BYTES_A_STEP = 1 << 18;

/**
 * Writes zeros all over a new array, a little at a time. The system gives each page of memory when it is first written
 * to: a step that writes here and there in a large array would wait for thousands of them at once.
 */
export function* touchPages(array: Uint8Array | Uint16Array | Uint32Array): Steps<void> {
  const length = BYTES_A_STEP / array.BYTES_PER_ELEMENT;
  for (let at = 0; at < array.length; at += length) {
    array.fill(0, at, at + length);
    yield;
  }
}
