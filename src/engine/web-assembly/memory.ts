/** The least that a memory takes, and by which it grows. */
export const PAGE_BYTES = 65_536;

/** A memory of at least this size, all 0. It goes back to the system as a whole when nothing holds it any more. */
export function newMemory(bytes: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
}

/** Makes a memory at least this large. Views of its buffer end with it where it grows. */
export function growMemory(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}
