import { Agent, request } from 'node:http';

/** Like `fetch`, over connections of which the caller knows which one is used. */
export type HttpConnection = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * One connection that is kept between requests, of which only one may be under way, or a new one for each. A
 * pool as that of `fetch` lends any connection to anyone: also one that has lain idle, which a server that stops
 * may close in the very moment of its next use.
 */
export function httpConnection({ kept }: { kept: boolean }): HttpConnection {
  const agent = kept ? new Agent({ keepAlive: true, maxSockets: 1 }) : false;
  return async (url, init) => {
    const encoded = new Request(url, init);
    const body = Buffer.from(await encoded.arrayBuffer());
    const headers = { ...Object.fromEntries(encoded.headers), 'content-length': String(body.length) };
    return new Promise((resolve, reject) => {
      const outgoing = request(url, { agent, method: encoded.method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          const received = status === 204 ? null : Buffer.concat(chunks);
          resolve(new Response(received, { status, headers: response.headers as Record<string, string> }));
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  };
}
