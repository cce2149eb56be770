import type { Fetch } from './fetch-adapter.ts';
import type { RequestAdapter } from './request-adapter.ts';

export interface JiedaClientOptions {
  /** Where the service is, such as `https://qa.example.com`; a path in it is kept. */
  baseUrl: string;
  /** Bank of calls that name none. Default: the service's default bank. */
  bank?: string;
  /** Sent with every request, such as `Authorization` or `Accept-Language: en`. */
  headers?: Readonly<Record<string, string>>;
  /** Longest wait for one try, in milliseconds, > 0. Default 10,000. */
  timeoutMs?: number;
  /** Further tries of a GET after a passing failure, ≥ 0. POSTs are sent once. Default 2. */
  retries?: number;
  /** Default: the global `fetch`. */
  fetch?: Fetch;
  /** Instead of `fetch`, where there is none: `wechatAdapter(wx.request)`. */
  request?: RequestAdapter;
}

export const CLIENT_DEFAULTS = Object.freeze({ timeoutMs: 10_000, retries: 2 });
