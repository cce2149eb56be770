import type { Response } from 'express';
import { EVENT_STREAM_MEDIA_TYPE } from './contract/media-types.ts';
import { writeChunk } from './write-chunk.ts';

/** What `listen` tells responses that are under way when the server is about to stop. */
export const SERVER_STOPPING = 'server-stopping';

/** So often something is sent, so that no proxy takes the connection for dead. */
const KEEP_ALIVE_MS = 15_000;

export interface ServerSentEvent {
  event: string;
  /** A JSON value. */
  data: unknown;
}

/**
 * Sends events as they come, past the buffers of nginx and of compression, until they end, the client has gone or
 * the server stops. What fails before the first event is still answered as an error.
 * @param open makes the events; told by the signal when nobody listens any more
 */
export async function sendEvents(
  response: Response,
  open: (signal: AbortSignal) => AsyncIterable<ServerSentEvent>,
): Promise<void> {
  const gone = new AbortController();
  const leave = (): void => {
    gone.abort();
  };
  response.once('close', leave);
  response.once(SERVER_STOPPING, leave);
  const keepAlive = setInterval(() => {
    if (response.headersSent) void writeChunk(response, ':\n\n');
  }, KEEP_ALIVE_MS);
  try {
    for await (const { event, data } of open(gone.signal)) {
      if (!response.headersSent) begin(response);
      await writeChunk(response, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
    if (!response.headersSent) begin(response);
    response.end();
  } finally {
    clearInterval(keepAlive);
  }
}

function begin(response: Response): void {
  response.statusCode = 200;
  response.setHeader('Content-Type', `${EVENT_STREAM_MEDIA_TYPE}; charset=utf-8`);
  response.setHeader('Cache-Control', 'no-cache, no-transform');
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
}
