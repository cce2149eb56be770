import { once } from 'node:events';
import type { Response } from 'express';

/** Writes part of a response and waits until the client has room for more. Ends at once when it has gone. */
export async function writeChunk(response: Response, chunk: string | Uint8Array): Promise<void> {
  if (response.destroyed || response.write(chunk)) return;
  await Promise.race([once(response, 'drain'), once(response, 'close')]);
}
