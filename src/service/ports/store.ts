import type { AdaptationStore } from './adaptation-store.ts';
import type { BankStore } from './bank-store.ts';
import type { ChangeLog } from './change-log.ts';
import type { FeedbackStore } from './feedback-store.ts';
import type { GoldenStore } from './golden-store.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import type { ImportStore } from './import-store.ts';
import type { JobStore } from './job-store.ts';
import type { KeyStore } from './key-store.ts';
import type { QuestionStore } from './question-store.ts';
import type { VocabularyStore } from './vocabulary-store.ts';

/** A database that follows the primary. */
export interface ReplicaHealth {
  /** 1-based, in the order of the configuration. */
  number: number;
  /** As of the last time it was to be read: away or behind, the primary was read instead. */
  state: 'up' | 'away' | 'behind';
}

/**
 * Everything kept in the database. Both adapters pass the suite in test/contract.
 * A method that cannot reach its database throws AppError `store_unavailable`; nothing of the driver leaks.
 */
export interface Store
  extends
    BankStore,
    QuestionStore,
    ChangeLog,
    VocabularyStore,
    AdaptationStore,
    GoldenStore,
    ImportStore,
    JobStore,
    KeyStore,
    FeedbackStore,
    IdempotencyStore {
  /** `mysql` or `sqlite`. */
  readonly name: string;
  /**
   * Creates or upgrades the schema; safe to run from several processes at once.
   * @returns applied migrations
   * @throws NewerSchemaError
   */
  migrate(): Promise<string[]>;
  /** @throws AppError `store_unavailable` */
  ping(): Promise<void>;
  /** Replicas that take a part of the reading; empty: there are none. */
  replicas(): readonly ReplicaHealth[];
  close(): Promise<void>;
}
