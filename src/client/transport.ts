import type { AbortSignalLike } from './abort-signal-like.ts';
import { attempt } from './attempt.ts';
import { CLIENT_DEFAULTS, type JiedaClientOptions } from './client-options.ts';
import { encodeText } from './encode-text.ts';
import { fetchAdapter, type Fetch } from './fetch-adapter.ts';
import { JiedaError } from './jieda-error.ts';
import { readResponse } from './read-response.ts';
import type { ClientRequest, ClientResponse, RequestAdapter } from './request-adapter.ts';
import { delayBeforeRetry, mayPass, pause } from './retry.ts';

export interface Call {
  method: 'GET' | 'POST';
  /** Below `/api/v1/`, such as `search`. */
  path: string;
  /** Null and undefined are left out. */
  query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  body?: unknown;
  signal: AbortSignalLike | undefined;
}

/** Carries out a call: the value it answers, or a JiedaError. */
export type Transport = (call: Call) => Promise<unknown>;

export function createTransport(options: JiedaClientOptions): Transport {
  const adapter = adapterOf(options);
  const { timeoutMs = CLIENT_DEFAULTS.timeoutMs, retries = CLIENT_DEFAULTS.retries } = options;
  const base = options.baseUrl.replace(/\/+$/, '');

  return async ({ method, path, query = {}, body, signal = null }) => {
    const request: ClientRequest = {
      method,
      url: `${base}/api/v1/${path}${queryString(query)}`,
      headers: {
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...options.headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    };
    const tries = method === 'GET' ? retries + 1 : 1;
    for (let tried = 1; ; tried++) {
      let response: ClientResponse | null = null;
      try {
        response = await attempt(adapter, request, timeoutMs, signal);
        return readResponse(response);
      } catch (error) {
        if (!(error instanceof JiedaError) || tried >= tries || !mayPass(error)) throw error;
        const delay = delayBeforeRetry(tried, response?.header('Retry-After') ?? null);
        if (delay === null) throw error;
        await pause(delay, signal);
      }
    }
  };
}

function adapterOf({ request, fetch }: JiedaClientOptions): RequestAdapter {
  if (request !== undefined) return request;
  if (fetch !== undefined) return fetchAdapter(fetch);
  const found = (globalThis as { fetch?: Fetch }).fetch;
  if (found === undefined) throw new TypeError('There is no fetch here: pass `fetch` or `request`');
  return fetchAdapter((url, init) => found(url, init));
}

function queryString(query: NonNullable<Call['query']>): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}=${encodeText(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
