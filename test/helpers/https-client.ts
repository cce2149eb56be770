import { Agent, request, type RequestOptions } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  /** Header lines as they came, so that a repeated header shows. */
  headerLines: [string, string][];
  body: Buffer;
}

export interface HttpsClient {
  send(path: string, options?: RequestOptions, body?: string | Buffer): Promise<Reply>;
  close(): void;
}

/** Talks HTTPS to 127.0.0.1 and trusts only the given authority. */
export function httpsClient(port: number, ca: string, tls: RequestOptions = {}): HttpsClient {
  const agent = new Agent({ keepAlive: true, ca });
  return {
    send: (path, options = {}, body) =>
      new Promise((resolve, reject) => {
        const outgoing = request({ host: '127.0.0.1', port, path, agent, ...tls, ...options }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              headerLines: pairs(response.rawHeaders),
              body: Buffer.concat(chunks),
            });
          });
        });
        outgoing.on('error', reject);
        outgoing.end(body);
      }),
    close: () => {
      agent.destroy();
    },
  };
}

function pairs(raw: string[]): [string, string][] {
  return raw.flatMap((name, i) =>
    i % 2 === 0 ? [[name.toLowerCase(), raw[i + 1]!] as [string, string]] : [],
  );
}
