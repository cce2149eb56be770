import type { Response } from 'express';
import { writeChunk } from './write-chunk.ts';

/** A file to save. */
export interface Download {
  /** May be any text; it is sent in UTF-8 with an ASCII stand-in. */
  fileName: string;
  mediaType: string;
  chunks: AsyncIterable<Uint8Array>;
}

/**
 * Streams a file at the pace of the client. Headers go out with the first chunk, so that what fails before
 * it is still answered as an error; what fails later cuts the connection.
 */
export async function sendDownload(
  { fileName, mediaType, chunks }: Download,
  response: Response,
): Promise<void> {
  const iterator = chunks[Symbol.asyncIterator]();
  let next = await iterator.next();
  response.attachment(fileName);
  response.setHeader('Content-Type', mediaType);
  response.setHeader('Cache-Control', 'private, no-store');
  while (next.done !== true && !response.destroyed) {
    await writeChunk(response, next.value);
    next = await iterator.next();
  }
  if (next.done !== true) await iterator.return?.();
  response.end();
}
