/** A response kept so that a repeated request gets it again instead of acting twice. */
export interface KeptResponse {
  status: number;
  /** JSON text. */
  body: string;
  location: string | null;
}

/** What became of an attempt to use an idempotency key. */
export type Reservation =
  | { outcome: 'reserved' }
  | { outcome: 'in-progress' }
  /** The key was used for another request. */
  | { outcome: 'mismatch' }
  | { outcome: 'done'; response: KeptResponse };

export interface IdempotencyStore {
  /**
   * Reserves `key` for the request with this fingerprint; atomic between processes.
   * A reservation older than `expiresAfterMs` counts as gone.
   */
  reserve(key: string, fingerprint: string, at: Date, expiresAfterMs: number): Promise<Reservation>;
  complete(key: string, response: KeptResponse): Promise<void>;
  /** Gives the key free again after a request that failed. */
  release(key: string): Promise<void>;
}
