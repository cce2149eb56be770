import type { IndexRoom } from './index-room.ts';
import type { LiveBank } from './live-bank.ts';
import type { ComingChanges } from './prepared-index.ts';

export interface IndexedBank {
  name: string;
  version: number;
  /** Published questions. */
  questions: number;
  /** Since this process last knew that it held the newest version. */
  ageMs: number;
  /** Versions behind the store as last seen. */
  lag: number;
}

/** Why a bank is not indexed as the store has it. */
export interface BankFault {
  bank: string;
  error: unknown;
}

/** The live indexes as searches see them. */
export interface LiveIndexes {
  /** O(1). `pending`: there is or may be such a bank, but it could not be read yet. Null: there is none. */
  find(bank: string): LiveBank | 'pending' | null;
  /** Every bank that can be searched, by name. */
  list(): LiveBank[];
  /** Whether the banks of the store, or snapshots in their place, can be searched. */
  readonly ready: boolean;
  /** Whether the store is away, so that answers may be out of date. */
  readonly storeAway: boolean;
}

/** Holds one live index for every bank and keeps it equal to the store. */
export interface IndexKeeper extends LiveIndexes {
  /**
   * Takes every bank from its snapshot, or reads it where there is none, and follows changes from then on.
   * Resolves when searches can be answered or after the first attempt failed; retries by itself. Never rejects.
   */
  start(): Promise<void>;
  /** Stops following, gives up what is being built, and writes waiting snapshots. */
  stop(): Promise<void>;
  /**
   * Resolves when `bank` is held at `version` or newer; call it after a committed write. Resolves at once where
   * that is so already, and without effect when the store cannot be read for about a second. Never rejects.
   */
  catchUp(bank: string, version: number): Promise<void>;
  /** Brings `bank` to the store's state as of this call, also when it is gone. Never rejects. */
  refresh(bank: string): Promise<void>;
  /**
   * Builds the index that `bank` is to have while its changes are still being written, so that it is there when they
   * are. Whether they were committed as told, and next, is seen from the change log before it is used.
   * @param changes null: they do not come
   */
  prepare(bank: string, changes: ComingChanges | null): void;
  health(): IndexedBank[];
  /** Banks that cannot be indexed as they are now, by name; their last state stays. */
  faults(): BankFault[];
  /** For all banks together. */
  readonly room: IndexRoom;
  /** Why snapshots cannot be written now; null: they can, or none are kept. */
  readonly snapshotFault: string | null;
}
