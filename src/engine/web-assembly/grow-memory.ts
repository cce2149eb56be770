const PAGE_BYTES = 65_536;

/** Makes a memory at least this large. Views of its buffer end with it where it grows. */
export function growMemory(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}
