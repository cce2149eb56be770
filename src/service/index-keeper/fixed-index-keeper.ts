import type { IndexKeeper } from './index-keeper.ts';
import type { LiveBank } from './live-bank.ts';

/** Holds these banks as they are and follows no store: for tools that search a bank of their own, or none. */
export function createFixedIndexKeeper(banks: readonly LiveBank[]): IndexKeeper {
  const sorted = [...banks].sort((a, b) => (a.bank.name < b.bank.name ? -1 : 1));
  return {
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    find: (name) => sorted.find(({ bank }) => bank.name === name) ?? null,
    list: () => [...sorted],
    catchUp: () => Promise.resolve(),
    refresh: () => Promise.resolve(),
    prepare: () => undefined,
    ready: true,
    storeAway: false,
    snapshotFault: null,
    faults: () => [],
    room: { limitBytes: Infinity, usedBytes: 0, questionBytes: 0 },
    health: () =>
      sorted.map(({ bank, index }) => ({
        name: bank.name,
        version: bank.version,
        questions: index.size,
        ageMs: 0,
        lag: 0,
      })),
  };
}
