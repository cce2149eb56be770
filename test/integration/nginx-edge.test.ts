import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect as connectHttp2 } from 'node:http2';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireService } from '../helpers/availability.ts';
import { httpsClient, type HttpsClient, type Reply } from '../helpers/https-client.ts';
import { startNginx, type Nginx } from '../helpers/nginx.ts';

// What nginx does by itself, in front of an upstream that only reports what reached it.

describe.runIf(requireService('nginx', 'openssl'))('nginx at the edge', () => {
  let upstream: Server;
  let nginx: Nginx;
  let client: HttpsClient;

  beforeAll(async () => {
    upstream = createServer(
      (request, response) =>
        void report(request).then((text) => {
          response.setHeader('Content-Type', 'application/json');
          response.end(text);
        }),
    );
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const { port } = upstream.address() as AddressInfo;
    nginx = await startNginx([port, port]);
    client = httpsClient(nginx.httpsPort, nginx.ca);
  });

  afterAll(async () => {
    client.close();
    await nginx.stop();
    upstream.closeAllConnections();
    upstream.close();
  });

  const seenBy = (reply: Reply) => JSON.parse(reply.body.toString()) as Record<string, unknown>;

  it('redirects http to https, but not the certificate challenge', async () => {
    const url = `http://127.0.0.1:${nginx.httpPort}`;
    const redirect = await fetch(`${url}/a?q=1`, { redirect: 'manual' });
    expect(redirect.status).toBe(301);
    expect(redirect.headers.get('location')).toBe('https://127.0.0.1/a?q=1');
    const challenge = await fetch(`${url}/.well-known/acme-challenge/none`, { redirect: 'manual' });
    expect(challenge.status).toBe(404);
  });

  it('sends HSTS once, and does not name its version', async () => {
    const reply = await client.send('/');
    expect(valuesOf(reply, 'strict-transport-security')).toEqual(['max-age=31536000']);
    expect(valuesOf(reply, 'server')).toEqual(['nginx']);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('speaks %s', async (version) => {
    expect(await negotiate(nginx, version)).toBe(version);
  });

  it('refuses TLS 1.1', async () => {
    await expect(negotiate(nginx, 'TLSv1.1')).rejects.toThrow(/alert|protocol/i);
  });

  it('speaks HTTP/2', async () => {
    const session = connectHttp2(`https://127.0.0.1:${nginx.httpsPort}`, { ca: nginx.ca });
    const status = await new Promise((resolve, reject) => {
      session.on('error', reject);
      session
        .request({ ':path': '/' })
        .on('response', (headers) => {
          resolve(headers[':status']);
        })
        .resume();
    });
    session.close();
    expect(status).toBe(200);
  });

  it('tells the app the real client, whatever the client claims', async () => {
    const reply = await client.send('/api/v1/search', {
      headers: { 'X-Forwarded-For': '8.8.8.8', 'X-Real-IP': '8.8.8.8', 'X-Request-Id': 'abc-1' },
    });
    expect(seenBy(reply)).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-real-ip': '127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-request-id': 'abc-1',
    });
  });

  it('replaces a request id that is not safe to log', async () => {
    const reply = await client.send('/', { headers: { 'X-Request-Id': 'a"b' } });
    expect(seenBy(reply)['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each(['/metrics', '/Metrics/', '//metrics', '/%6detrics', '/readyz', '/api/../metrics'])(
    'closes %s',
    async (path) => {
      const reply = await client.send(path);
      expect(reply.status).toBe(404);
      expect(errorOf(reply)).toMatchObject({ code: 'route_not_found' });
    },
  );

  it('compresses what clients accept compressed', async () => {
    const reply = await client.send('/', {
      headers: { 'Accept-Encoding': 'gzip', 'X-Filler': 'x'.repeat(2000) },
    });
    expect(reply.headers['content-encoding']).toBe('gzip');
    expect(reply.headers.vary).toContain('Accept-Encoding');
  });

  it('refuses large bodies in the form of the API, and takes larger ones for imports', async () => {
    const twoMegabytes = Buffer.alloc(2 * 1024 * 1024);
    const refused = await client.send('/api/v1/ask', { method: 'POST' }, twoMegabytes);
    expect(refused.status).toBe(413);
    expect(errorOf(refused)).toMatchObject({ code: 'body_too_large', message: '请求体最大 1048576 字节' });
    const taken = await client.send('/api/v1/banks/finance/imports', { method: 'POST' }, twoMegabytes);
    expect(seenBy(taken)['received']).toBe(twoMegabytes.length);
    const spelled = await client.send('/API/v1/banks/finance/Imports/', { method: 'POST' }, twoMegabytes);
    expect(seenBy(spelled)['received']).toBe(twoMegabytes.length);
  });

  it('refuses an endless address in the form of the API', async () => {
    const reply = await client.send(`/api/v1/search?q=${'x'.repeat(20_000)}`);
    expect(reply.status).toBe(414);
    expect(errorOf(reply)).toMatchObject({ code: 'url_too_long' });
  });

  it('keeps what people ask out of its log', async () => {
    await client.send('/api/v1/search?q=secret-question');
    await expect.poll(() => nginx.accessLog().join('\n')).toContain('/api/v1/search');
    expect(nginx.accessLog().join('\n')).not.toContain('secret-question');
  });

  it('limits the requests of one address, with a hint when to come back', async () => {
    // The app takes them all for the same address.
    const spellings = ['/api/v1/search', '/API/v1/search', '/api/v1/Search/', '/Api/V1/search/'];
    const sent = Array.from({ length: 240 }, (_, index) => spellings[index % spellings.length]!);
    const replies = await Promise.all(sent.map((path) => client.send(`${path}?q=refused-question`)));
    const refused = replies.filter((reply) => reply.status === 429);
    expect(refused.length).toBeGreaterThan(50);
    for (const spelling of spellings)
      expect(replies.filter((reply, index) => reply.status === 429 && sent[index] === spelling)).not.toEqual(
        [],
      );
    expect(replies.length - refused.length).toBeGreaterThanOrEqual(100);
    expect(refused[0]!.headers['retry-after']).toBe('1');
    expect(refused[0]!.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(errorOf(refused[0]!)).toMatchObject({
      code: 'too_many_requests',
      message: '请求太频繁，请稍后再试',
    });
    expect((await client.send('/')).status).toBe(200);
    expect(nginx.errorLog()).not.toContain('refused-question');
  });
});

describe.runIf(requireService('nginx', 'openssl'))('nginx without any instance', () => {
  it('answers in the form of the API', async () => {
    const nginx = await startNginx([9, 9]);
    const client = httpsClient(nginx.httpsPort, nginx.ca);
    const reply = await client.send('/api/v1/search?q=a', { headers: { 'X-Request-Id': 'abc-2' } });
    client.close();
    await nginx.stop();
    expect(reply.status).toBe(503);
    expect(reply.headers['retry-after']).toBe('2');
    expect(errorOf(reply)).toEqual({
      code: 'service_unavailable',
      message: '服务暂时不可用，请稍后再试',
      requestId: 'abc-2',
    });
  });
});

/** The upstream's reply: the headers it received, and how long the body was. */
async function report(request: IncomingMessage): Promise<string> {
  let received = 0;
  for await (const chunk of request) received += (chunk as Buffer).length;
  return JSON.stringify({ ...request.headers, received });
}

const valuesOf = (reply: Reply, name: string) =>
  reply.headerLines.filter(([header]) => header === name).map(([, value]) => value);

const errorOf = (reply: Reply) =>
  (JSON.parse(reply.body.toString()) as { error: Record<string, unknown> }).error;

function negotiate(nginx: Nginx, version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const socket = connectTls(
      // The lowest security level, so that it is the server who refuses the old protocol.
      {
        host: '127.0.0.1',
        port: nginx.httpsPort,
        ca: nginx.ca,
        minVersion: version,
        maxVersion: version,
        ciphers: 'DEFAULT@SECLEVEL=0',
      },
      () => {
        resolve(socket.getProtocol());
        socket.destroy();
      },
    );
    socket.on('error', reject);
  });
}
