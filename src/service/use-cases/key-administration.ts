import type { Caller } from '../caller.ts';
import type { ApiKey, KeyRole } from '../ports/key-store.ts';

/** API keys: making, listing and revoking them, and telling who calls with one. */
export interface KeyAdministration {
  /** The secret is shown this once. @throws AppError `invalid_value`, also for an owner with banks: owners reach all. */
  createKey(input: {
    name: string;
    role: KeyRole;
    banks: readonly string[] | null;
  }): Promise<{ key: ApiKey; secret: string }>;
  listKeys(): Promise<ApiKey[]>;
  revokeKey(id: string): Promise<boolean>;
  /** The caller behind a bearer token. @throws AppError `unauthenticated` */
  authenticate(secret: string): Promise<Caller>;
}
