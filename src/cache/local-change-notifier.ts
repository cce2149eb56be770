import type { ChangeNotifier } from '../service/ports/change-notifier.ts';

/** Tells this process only: enough where there is one process, or where polling reaches the others. */
export function createLocalChangeNotifier(): ChangeNotifier {
  const listeners = new Set<(bank: string) => void>();
  return {
    announce(bank) {
      for (const listener of listeners) listener(bank);
      return Promise.resolve();
    },
    subscribe(listener) {
      listeners.add(listener);
    },
    close() {
      listeners.clear();
      return Promise.resolve();
    },
  };
}
