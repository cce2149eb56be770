import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What one request is answered with; `hang` never answers, `hang-up` closes the connection. */
export type Script =
  'hang' | 'hang-up' | { status: number; body?: unknown; text?: string; headers?: Record<string, string> };

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface ScriptedService {
  readonly url: string;
  readonly requests: SeenRequest[];
  /** Answers of the coming requests, one each; the last one stays. */
  answerWith(...scripts: Script[]): void;
  close(): Promise<void>;
}

/** A real HTTP server that answers as told, for failures a sound service would not give on demand. */
export async function scriptedService(): Promise<ScriptedService> {
  const requests: SeenRequest[] = [];
  let scripts: Script[] = [{ status: 200, body: {} }];

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      play(scripts.length > 1 ? scripts.shift()! : scripts[0]!, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answerWith(...coming) {
      requests.length = 0;
      scripts = coming;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function play(script: Script, response: ServerResponse): void {
  if (script === 'hang') return;
  if (script === 'hang-up') {
    response.destroy();
    return;
  }
  response.writeHead(script.status, script.headers);
  if (script.text !== undefined) response.end(script.text);
  else response.end(script.body === undefined ? undefined : JSON.stringify(script.body));
}
