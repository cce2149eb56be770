import type { KeyRole } from './ports/key-store.ts';

/** Who calls a use case. A caller without a key is anonymous and may only search public banks. */
export interface Caller {
  /** For audit columns, such as `key:web` or `cli:ann`. */
  readonly name: string;
  /** Null: anonymous. */
  readonly role: KeyRole | null;
  /** Banks the caller is confined to; null: all. */
  readonly banks: readonly string[] | null;
}
