/**
 * Wraps `work` so that one run is under way at a time. Calls during a run share the one run that follows it:
 * whoever calls gets a run that began after the call.
 */
export function coalesce<T>(work: () => Promise<T>): () => Promise<T> {
  let waiting: Promise<T> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const begin = (): Promise<T> => {
    waiting = null;
    return work();
  };

  return () => {
    if (waiting === null) {
      waiting = last.then(begin);
      last = waiting.catch(() => undefined);
    }
    return waiting;
  };
}
