/** What a key may do: everything; everything in its banks; search its banks only. */
export type KeyRole = 'owner' | 'editor' | 'reader';

/** An API key. The secret itself is never kept, only its SHA-256. */
export interface ApiKey {
  id: string;
  name: string;
  role: KeyRole;
  /** Banks the key is for; null: all. */
  banks: readonly string[] | null;
  createdAt: Date;
  revokedAt: Date | null;
}

export interface KeyStore {
  createKey(key: ApiKey, secretHash: string): Promise<void>;
  /** The key with this hash, revoked or not; null: none. */
  findKeyByHash(secretHash: string): Promise<ApiKey | null>;
  listKeys(): Promise<ApiKey[]>;
  /** @returns false when there is no such key */
  revokeKey(id: string, at: Date): Promise<boolean>;
}
