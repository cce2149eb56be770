import type { ClientResponse, RequestAdapter } from './request-adapter.ts';

interface WechatRequestOptions {
  method: 'GET' | 'POST';
  url: string;
  header: Record<string, string>;
  data?: string;
  /** Anything but `json` leaves the body as text. */
  dataType: string;
  responseType: 'text';
  success: (result: { statusCode: number; data: unknown; header: Record<string, unknown> }) => void;
  fail: (failure: { errMsg: string }) => void;
}

/** What the client needs of `wx.request`. */
export type WechatRequest = (options: WechatRequestOptions) => { abort(): void };

/** Requests by `wx.request`: WeChat mini-programs, which have no `fetch`. */
export function wechatAdapter(request: WechatRequest): RequestAdapter {
  return ({ method, url, headers, body }) => {
    let abort = (): void => undefined;
    const response = new Promise<ClientResponse>((resolve, reject) => {
      const task = request({
        method,
        url,
        header: { ...headers },
        ...(body !== null && { data: body }),
        dataType: 'text',
        responseType: 'text',
        success({ statusCode, data, header }) {
          resolve({
            status: statusCode,
            body: typeof data === 'string' ? data : JSON.stringify(data),
            header: (name) => findHeader(header, name),
          });
        },
        fail({ errMsg }) {
          reject(new Error(errMsg));
        },
      });
      abort = () => {
        task.abort();
      };
    });
    return {
      response,
      abort: () => {
        abort();
      },
    };
  };
}

function findHeader(headers: Record<string, unknown>, wanted: string): string | null {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === wanted.toLowerCase());
  return found === undefined ? null : String(found[1]);
}
