import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { BankSnapshot } from '../service/ports/snapshot-store.ts';
import { CHECKSUM_BYTES, parseSnapshot } from './snapshot-format.ts';

/** Summed up at once: about 3 ms. */
const CHUNK_BYTES = 4 << 20;

/**
 * Reads a snapshot file into one buffer that its arrays are views of.
 * @throws Error saying why, when the file is no snapshot, or not all of one
 */
export async function readSnapshot(handle: FileHandle): Promise<BankSnapshot> {
  const { size } = await handle.stat();
  const file = Buffer.allocUnsafeSlow(size);
  const summed = Math.max(0, size - CHECKSUM_BYTES);
  let checksum = 0;
  for (let at = 0; at < size;) {
    const { bytesRead } = await handle.read(file, at, Math.min(CHUNK_BYTES, size - at), at);
    if (bytesRead === 0) throw new Error('the file became shorter while it was read');
    if (at < summed) checksum = crc32(file.subarray(at, Math.min(at + bytesRead, summed)), checksum);
    at += bytesRead;
  }
  return parseSnapshot(file, checksum);
}
