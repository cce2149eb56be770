import type { SnapshotStore } from '../service/ports/snapshot-store.ts';

/** `snapshots` for a process whose sibling writes them: what it would write is the same. */
export function readOnlySnapshots(snapshots: SnapshotStore): SnapshotStore {
  return { ...snapshots, save: () => Promise.resolve(), remove: () => Promise.resolve() };
}
