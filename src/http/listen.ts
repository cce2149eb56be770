import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { Server as SocketServer, type AddressInfo, type Socket } from 'node:net';
import { describeError } from '../errors.ts';
import { SERVER_STOPPING } from './event-stream.ts';

export interface ListenOptions {
  port: number;
  /** Default all interfaces. */
  host?: string;
  /** The app's limit on URLs; headers may take 16 KiB more. Default 8 KiB. */
  maxUrlBytes?: number;
  /** Longest wait for the headers of a request. Default 15 s. */
  headersTimeoutMs?: number;
  /** Longest wait for a whole request, uploads included. Default 5 min. */
  receiveTimeoutMs?: number;
  /** How long an idle connection stays open; longer than that of the proxy in front. Default 75 s. */
  keepAliveTimeoutMs?: number;
}

/** So long after the stop a connection may still bring a request that was on its way. */
const LAST_REQUESTS_MS = 500;

export interface RunningServer {
  readonly port: number;
  /**
   * Stops: no new connections, `Connection: close` on those in use, requests under way are finished. Idle
   * connections stay half a second: a request that has arrived but is not yet read would be lost with them.
   * @param graceMs after so long what is still under way is cut off
   * @returns number of requests cut off
   */
  close(graceMs: number): Promise<number>;
}

/** Serves an app. Rejects when the port cannot be had. */
export async function listen(app: RequestListener, options: ListenOptions): Promise<RunningServer> {
  const server = createServer({
    maxHeaderSize: (options.maxUrlBytes ?? 8 * 1024) + 64 * 1024,
    headersTimeout: options.headersTimeoutMs ?? 15_000,
    requestTimeout: options.receiveTimeoutMs ?? 300_000,
    keepAliveTimeout: options.keepAliveTimeoutMs ?? 75_000,
    connectionsCheckingInterval: 5_000,
  });
  const underWay = new Set<ServerResponse>();
  let closing = false;
  const forget = function (this: ServerResponse): void {
    underWay.delete(this);
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    underWay.add(response);
    response.on('close', forget);
    if (closing) response.setHeader('Connection', 'close');
    app(request, response);
  });
  server.on('clientError', answerUnreadable);
  await listening(server, options);
  return { port: (server.address() as AddressInfo).port, close };

  async function close(graceMs: number): Promise<number> {
    closing = true;
    for (const response of underWay) {
      if (!response.headersSent) response.setHeader('Connection', 'close');
      response.emit(SERVER_STOPPING);
    }
    const ended = new Promise<void>((resolve) => {
      // An HTTP server's own `close` would cut idle connections at once.
      SocketServer.prototype.close.call(server, () => {
        resolve();
      });
    });
    // Responses whose headers were out already leave their connection open; it is idle once they end.
    const closeIdleFrom = performance.now() + LAST_REQUESTS_MS;
    const sweep = setInterval(() => {
      if (performance.now() < closeIdleFrom) return;
      // Timers come before what has arrived meanwhile: after a hold-up, a connection not yet read looks idle.
      setImmediate(() => {
        server.closeIdleConnections();
      });
    }, 50);
    let cutOff = 0;
    const deadline = setTimeout(() => {
      cutOff = underWay.size;
      server.closeAllConnections();
    }, graceMs);
    await ended;
    clearInterval(sweep);
    clearTimeout(deadline);
    return cutOff;
  }
}

function listening(server: Server, { port, host }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const UNREADABLE: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '请求行与请求头过长',
  ERR_HTTP_REQUEST_TIMEOUT: '没有在时限内收到完整的请求',
};

/** Answers what is not HTTP, comes too slowly or has more headers than fit in the form of the API and hangs up. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const reason = UNREADABLE[error.code ?? ''] ?? '无法解析为 HTTP 请求';
  const message = describeError('malformed_request', { reason }, 'zh');
  const body = JSON.stringify({ error: { code: 'malformed_request', message, requestId: '', details: [] } });
  socket.end(
    'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n' +
      `Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
  );
}
