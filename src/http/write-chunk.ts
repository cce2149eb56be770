import { once } from 'node:events';
import type { Response } from 'express';

/** Writes part of a response and waits until the client has room for more. Ends at once when it has gone. */
export async function writeChunk(response: Response, chunk: string | Uint8Array): Promise<void> {
  if (response.destroyed || response.write(chunk)) return;
  // The listener for what did not happen would stay otherwise, one for every chunk.
  const happened = new AbortController();
  const { signal } = happened;
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  } finally {
    happened.abort();
  }
}
