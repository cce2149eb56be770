const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does `work` with a signal that aborts when the process is asked to end; asked again, it ends at once. */
export async function interruptible<T>(work: (interrupted: AbortSignal) => Promise<T>): Promise<T> {
  const asked = new AbortController();
  const abort = (): void => {
    asked.abort();
  };
  for (const name of SIGNALS) process.once(name, abort);
  try {
    return await work(asked.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, abort);
  }
}
