/** An upload beyond the limit: 1. refused while it is still coming, 2. without being held in memory. */
import { request as httpRequest } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { listen, type RunningServer } from '../../src/http/listen.ts';
import { EDITOR, httpFixture } from '../helpers/http-fixture.ts';

const MEBIBYTE = 1024 * 1024;
const SIZE = 300 * MEBIBYTE;
const LIMIT = 8 * MEBIBYTE;

let server: RunningServer | undefined;
afterEach(() => server?.close(0));

/** Sends a file of zeros until it is all sent or an answer comes. */
function upload(
  port: number,
  headers: Record<string, string>,
): Promise<{ status: number; text: string; sent: number }> {
  return new Promise((resolve, reject) => {
    const path = '/api/v1/banks/finance/imports';
    const request = httpRequest({ port, host: '127.0.0.1', path, method: 'POST', headers });
    let sent = 0;
    let isAnswered = false;
    request.on('response', (response) => {
      isAnswered = true;
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text, sent });
        request.destroy();
      });
    });
    request.on('error', (error) => {
      if (!isAnswered) reject(error);
    });
    request.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n');
    const chunk = Buffer.alloc(256 * 1024);
    const more = (): void => {
      while (!isAnswered && sent < SIZE) {
        sent += chunk.length;
        if (request.write(chunk)) continue;
        request.once('drain', () => setImmediate(more));
        return;
      }
    };
    more();
  });
}

it.each([
  ['says how long it is', { 'Content-Length': String(SIZE) }],
  ['does not', { 'Transfer-Encoding': 'chunked' }],
])('refuses 300 MB of a client that %s', async (_, headers) => {
  const { app } = httpFixture({ maxImportBytes: LIMIT });
  server = await listen(app, { port: 0, host: '127.0.0.1' });
  const before = process.memoryUsage().rss;
  const { status, text, sent } = await upload(server.port, {
    ...EDITOR,
    ...headers,
    'Content-Type': 'multipart/form-data; boundary=x',
  });
  expect([status, JSON.parse(text)]).toMatchObject([413, { error: { code: 'body_too_large' } }]);
  expect(sent).toBeLessThan(SIZE / 2);
  expect(process.memoryUsage().rss - before).toBeLessThan(SIZE / 2);
});
