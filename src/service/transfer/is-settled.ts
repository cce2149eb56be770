import type { ImportState, ImportStatus } from '../ports/import-store.ts';

const UNDER_WAY: readonly ImportState[] = ['queued', 'running'];

/** Whether nothing more happens to an import by itself; a scheduled one waits for its time. */
export function isSettled({ state }: Pick<ImportStatus, 'state'>): boolean {
  return !UNDER_WAY.includes(state);
}
