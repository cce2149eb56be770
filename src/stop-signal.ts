/** Resolves with the first signal that asks the process to end; a second one then ends it at once. */
export function stopSignal(): Promise<NodeJS.Signals> {
  const signals = ['SIGTERM', 'SIGINT'] as const;
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
