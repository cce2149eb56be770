import type { AbortSignalLike } from './abort-signal-like.ts';
import { JiedaError } from './jieda-error.ts';
import type { ClientRequest, ClientResponse, RequestAdapter } from './request-adapter.ts';

/**
 * Sends a request once.
 * @throws JiedaError `network`, `timeout`, `aborted`; any status is a response
 */
export function attempt(
  adapter: RequestAdapter,
  request: ClientRequest,
  timeoutMs: number,
  signal: AbortSignalLike | null,
): Promise<ClientResponse> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(aborted());
      return;
    }
    const pending = begin(adapter, request);
    const giveUp = (error: JiedaError): void => {
      settle();
      reject(error);
      pending.abort();
    };
    const onAbort = (): void => {
      giveUp(aborted());
    };
    const timer = setTimeout(() => {
      giveUp(new JiedaError('请求超时，请稍后再试', { code: 'timeout' }));
    }, timeoutMs);
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort);
    pending.response.then(
      (response) => {
        settle();
        resolve(response);
      },
      (cause: unknown) => {
        settle();
        reject(failed(cause));
      },
    );
  });
}

/** What an adapter throws is a request that failed, as what it rejects with is. */
function begin(adapter: RequestAdapter, request: ClientRequest): ReturnType<RequestAdapter> {
  try {
    return adapter(request);
  } catch (cause) {
    throw failed(cause);
  }
}

function failed(cause: unknown): JiedaError {
  return new JiedaError('网络连接失败，请检查网络后重试', { code: 'network', cause });
}

export function aborted(): JiedaError {
  return new JiedaError('请求已取消', { code: 'aborted' });
}
