/** Resolves with the first of `signals`, which ask the process to end; a second one then ends it at once. */
export function stopSignal(
  signals: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT'],
): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const listeners = signals.map((signal) => {
      const listener = (): void => {
        for (const [index, name] of signals.entries()) process.off(name, listeners[index]!);
        resolve(signal);
      };
      process.on(signal, listener);
      return listener;
    });
  });
}
