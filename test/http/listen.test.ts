/**
 * The listening server: 1. a graceful stop finishes what is under way, 2. and cuts what outlasts its grace,
 * 3. idle connections do not hold it, 4. what is not HTTP is answered in the form of the API.
 */
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { listen, type ListenOptions, type RunningServer } from '../../src/http/listen.ts';
import { httpFixture, SEARCH } from '../helpers/http-fixture.ts';

let server: RunningServer | undefined;
const agent = new Agent({ keepAlive: true });
afterEach(async () => {
  agent.destroy();
  await server?.close(0);
});

async function serving(delayMs = 0, options: Partial<ListenOptions> = {}) {
  const http = httpFixture();
  http.services.state.delayMs = delayMs;
  server = await listen(http.app, { port: 0, host: '127.0.0.1', ...options });
  return { http, server, url: `http://127.0.0.1:${String(server.port)}` };
}

/** A GET over the keep-alive agent; its error tells whether the connection had been used before. */
function get(
  url: string,
): Promise<{ status: number | undefined; connection: string | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject).on('end', () => {
        resolve({ status: response.statusCode, connection: response.headers.connection, text });
      });
    });
    request
      .on('error', (error) => {
        reject(Object.assign(error, { reusedSocket: request.reusedSocket }));
      })
      .end();
  });
}

/** The server never took the connection: the system refuses it, or had taken it and takes that back. */
function isNeverServed(error: unknown): boolean {
  const { code, reusedSocket } = error as NodeJS.ErrnoException & { reusedSocket: boolean };
  return code === 'ECONNREFUSED' || (code === 'ECONNRESET' && !reusedSocket);
}

const moment = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('finishes requests under way, on connections that then close, and takes no new ones', async () => {
  const { server, url } = await serving(300);
  await get(`${url}/healthz`);
  const underWay = Promise.all([get(url + SEARCH), get(url + SEARCH)]);
  await moment(100);
  const closing = server.close(5000);
  await expect(get(`${url}/healthz`)).rejects.toThrow('ECONNREFUSED');
  for (const response of await underWay) {
    expect(response).toMatchObject({ status: 200, connection: 'close' });
    expect(JSON.parse(response.text)).toMatchObject({ total: 1 });
  }
  expect(await closing).toBe(0);
});

it('loses no request of a connection that is busy when it stops', async () => {
  const { server, url } = await serving();
  const outcomes = new Map<string, number>();
  const ask = async (): Promise<void> => {
    const outcome = await get(`${url}/healthz`).then(
      ({ status }) => String(status),
      (error: unknown) => (isNeverServed(error) ? 'not served' : String(error)),
    );
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (outcome === '200') await ask();
  };
  const asking = Promise.all(Array.from({ length: 8 }, ask));
  await moment(100);
  expect(await server.close(5000)).toBe(0);
  await asking;
  expect([...outcomes.keys()].sort()).toEqual(['200', 'not served']);
});

it('answers a request that came while the process was held up past the last moment of idle connections', async () => {
  const { server } = await serving();
  const socket = connect(server.port, '127.0.0.1');
  const received: string[] = [];
  socket.setEncoding('utf8').on('data', (text: string) => received.push(text));
  const ended = new Promise((resolve) => socket.on('close', resolve));
  const ask = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
  socket.write(ask);
  await vi.waitUntil(() => received.length > 0);
  const closing = server.close(5000);
  await moment(300);
  // What follows an immediate are the timers, and only then what has arrived.
  await new Promise(setImmediate);
  socket.write(ask);
  const heldUntil = performance.now() + 500;
  while (performance.now() < heldUntil);
  await closing;
  await ended;
  expect(received.join('').match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
});

it('cuts off what is still under way after its grace, and says how many', async () => {
  const { server, url } = await serving(5000);
  const underWay = get(url + SEARCH);
  const cut = expect(underWay).rejects.toThrow('socket hang up');
  await moment(100);
  expect(await server.close(50)).toBe(1);
  await cut;
});

it('does not wait for idle connections', async () => {
  const { server, url } = await serving();
  await get(`${url}/healthz`);
  const before = performance.now();
  expect(await server.close(60_000)).toBe(0);
  expect(performance.now() - before).toBeLessThan(30_000);
});

it('rejects when the port is taken', async () => {
  const { http, server } = await serving();
  await expect(listen(http.app, { port: server.port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE');
});

it.each([
  ['not HTTP', 'hello\r\n\r\n', '请求格式有误：无法解析为 HTTP 请求'],
  ['headers without end', `GET / HTTP/1.1\r\nX: ${'a'.repeat(100_000)}`, '请求格式有误：请求行与请求头过长'],
  ['headers that never end', 'GET / HTTP/1.1\r\nX: ', '请求格式有误：没有在时限内收到完整的请求'],
])('answers %s with an error', async (_name, bytes, message) => {
  const { server } = await serving(0, { headersTimeoutMs: 1000 });
  const text = await new Promise<string>((resolve, reject) => {
    let received = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
    socket.on('error', reject).on('close', () => {
      resolve(received);
    });
  });
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  const body: unknown = JSON.parse(text.slice(text.indexOf('\r\n\r\n')));
  expect(body).toEqual({ error: { code: 'malformed_request', message, requestId: '', details: [] } });
});

it('answers a body that grows too large while it comes, and serves on', async () => {
  const { url } = await serving();
  const body = new ReadableStream({
    start(controller) {
      for (let sent = 0; sent < 40; sent++) controller.enqueue(new Uint8Array(64 * 1024));
      controller.close();
    },
  });
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  const response = await fetch(`${url}/api/v1/ask`, init);
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error: { code: 'body_too_large' } });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

it('says nothing when the client goes away', async () => {
  const { http, server } = await serving(300);
  const socket = connect(server.port, '127.0.0.1', () => {
    socket.write(
      'POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    );
  });
  await moment(100);
  socket.destroy();
  await moment(100);
  const line = { msg: 'request', status: 499, aborted: true, level: 30 };
  expect(http.log).toEqual([expect.objectContaining(line)]);
});
