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

/** In milliseconds. */
export interface IdempotencyLifetime {
  keptForMs: number;
  /** ≤ `keptForMs` */
  heldForMs: number;
}

export interface IdempotencyStore {
  /**
   * Reserves `key` for the request with this fingerprint; atomic between processes.
   * A response older than `keptForMs` counts as gone, and so does a reservation older than `heldForMs` that
   * has none: whoever made it has died.
   */
  reserve(key: string, fingerprint: string, at: Date, lifetime: IdempotencyLifetime): Promise<Reservation>;
  complete(key: string, response: KeptResponse): Promise<void>;
  /** Gives the key free again after a request that failed. */
  release(key: string): Promise<void>;
}
