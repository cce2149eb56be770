import { AppError } from '../errors.ts';

/**
 * The outcome of some work, or AppError `timeout` after `milliseconds`. The work itself is not stopped.
 */
export function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new AppError('timeout'));
    }, milliseconds);
    void work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
