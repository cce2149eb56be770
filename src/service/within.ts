import { AppError } from '../errors.ts';

/**
 * The outcome of `work`, or AppError `store_unavailable` where there is none after `limitMs`. The work itself is
 * not stopped.
 */
export function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('store_unavailable'));
    }, limitMs);
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
}
