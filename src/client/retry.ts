import type { AbortSignalLike } from './abort-signal-like.ts';
import { aborted } from './attempt.ts';
import type { JiedaError } from './jieda-error.ts';

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;
const PASSING_STATUSES = new Set([429, 502, 503, 504]);

/** Whether the same request may succeed a moment later. */
export function mayPass({ code, status }: JiedaError): boolean {
  return code === 'network' || code === 'timeout' || (status !== null && PASSING_STATUSES.has(status));
}

/**
 * Milliseconds before the next try: what the service asked for, else growing and spread at random so that
 * clients do not come back all at once. Null: the service wants to be left alone for longer than is worth it.
 * @param tries made so far, ≥ 1
 * @param retryAfter header in seconds
 */
export function delayBeforeRetry(tries: number, retryAfter: string | null): number | null {
  const asked = Number(retryAfter ?? NaN) * 1000;
  if (asked > LONGEST_DELAY_MS) return null;
  if (asked >= 0) return asked;
  const full = Math.min(FIRST_DELAY_MS * 2 ** (tries - 1), LONGEST_DELAY_MS);
  return full / 2 + (Math.random() * full) / 2;
}

/** @throws JiedaError `aborted` */
export function pause(ms: number, signal: AbortSignalLike | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      reject(aborted());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort);
  });
}
