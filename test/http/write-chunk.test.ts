import express from 'express';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { writeChunk } from '../../src/http/write-chunk.ts';

const CHUNK = Buffer.alloc(256 * 1024, 'x');
const CHUNKS = 40;

it('waits for a slow client without leaving a listener behind for every chunk', async () => {
  let listenersBefore = NaN;
  let listenersAfter = NaN;
  let waits = 0;
  const app = express();
  app.get('/', async (_request, response) => {
    listenersBefore = response.listenerCount('close');
    for (let i = 0; i < CHUNKS; i++) {
      const written = writeChunk(response, CHUNK);
      if (response.writableNeedDrain) waits++;
      await written;
    }
    listenersAfter = response.listenerCount('close');
    response.end();
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const [response] = (await once(get({ port, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
    expect((await buffer(response)).length).toBe(CHUNK.length * CHUNKS);
    expect(waits).toBeGreaterThan(10);
    expect(listenersAfter).toBe(listenersBefore);
  } finally {
    server.close();
  }
});
