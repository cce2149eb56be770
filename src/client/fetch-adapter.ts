import type { RequestAdapter } from './request-adapter.ts';

interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body: string | null;
}

interface FetchResponse {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** What the client needs of `fetch`; it also passes `signal`. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** Requests by `fetch`: browsers and Node. */
export function fetchAdapter(fetch: Fetch): RequestAdapter {
  return ({ method, url, headers, body }) => {
    const controller = new AbortController();
    const perform = async () => {
      const init = { method, headers: { ...headers }, body, signal: controller.signal };
      const response = await fetch(url, init);
      return {
        status: response.status,
        body: await response.text(),
        header: (name: string) => response.headers.get(name),
      };
    };
    return {
      response: perform(),
      abort: () => {
        controller.abort();
      },
    };
  };
}
