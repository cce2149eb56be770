import type { IndexedBank, LiveIndexes } from './index-keeper.ts';
import { memoryOfIndex } from './index-room.ts';
import type { LiveBank } from './live-bank.ts';

/** The banks that this process holds, and the versions that the store was last seen to have. */
export interface BankRegister extends Pick<LiveIndexes, 'find' | 'list'> {
  get(name: string): LiveBank | null;
  /** Takes `live` in the place of what was held. @param atMs when it was known to be the newest */
  hold(live: LiveBank, atMs: number): void;
  /** @returns whether it was held */
  drop(name: string): boolean;
  /** Takes the store's versions as the truth about which banks there are. */
  see(versions: Map<string, number>): void;
  /** Whether the store has ever been seen, and whether it then had no banks. */
  readonly hasSeenStore: boolean;
  readonly isStoreEmpty: boolean;
  health(nowMs: number): IndexedBank[];
  /** What the indexes of all banks but `name` take. Cheap. */
  memoryBesideBytes(name: string | null): number;
  /** Of a question, on average of all banks. */
  readonly questionBytes: number;
}

/** A register that holds nothing and has not seen the store. */
export function createBankRegister(): BankRegister {
  const held = new Map<string, { live: LiveBank; newestAtMs: number }>();
  let seen: Map<string, number> | null = null;

  const list = (): LiveBank[] =>
    [...held.values()].map(({ live }) => live).sort((a, b) => (a.bank.name < b.bank.name ? -1 : 1));

  const memoryBesideBytes = (name: string | null): number =>
    list()
      .filter(({ bank }) => bank.name !== name)
      .reduce((sum, { index }) => sum + memoryOfIndex(index), 0);

  return {
    get: (name) => held.get(name)?.live ?? null,
    find: (name) => held.get(name)?.live ?? (seen === null || seen.has(name) ? 'pending' : null),
    list,
    hold(live, atMs) {
      const { name, version } = live.bank;
      held.set(name, { live, newestAtMs: atMs });
      if (seen !== null && (seen.get(name) ?? 0) < version) seen.set(name, version);
    },
    drop(name) {
      seen?.delete(name);
      return held.delete(name);
    },
    see(versions) {
      seen = versions;
    },
    memoryBesideBytes,
    get questionBytes() {
      const questions = list().reduce((sum, { index }) => sum + index.size, 0);
      return questions === 0 ? 0 : memoryBesideBytes(null) / questions;
    },
    get hasSeenStore() {
      return seen !== null;
    },
    get isStoreEmpty() {
      return seen?.size === 0;
    },
    health: (nowMs) =>
      list().map(({ bank: { name, version }, index }) => ({
        name,
        version,
        questions: index.size,
        ageMs: Math.max(0, nowMs - (held.get(name)?.newestAtMs ?? nowMs)),
        lag: Math.max(0, (seen?.get(name) ?? version) - version),
      })),
  };
}
