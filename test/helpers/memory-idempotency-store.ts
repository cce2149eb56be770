import type {
  IdempotencyStore,
  KeptResponse,
  Reservation,
} from '../../src/service/ports/idempotency-store.ts';

/** Kept responses in memory; expiry is left to the real stores and their contract suite. */
export class MemoryIdempotencyStore implements IdempotencyStore {
  readonly #kept = new Map<string, { fingerprint: string; response: KeptResponse | null }>();

  reserve(key: string, fingerprint: string): Promise<Reservation> {
    const kept = this.#kept.get(key);
    if (kept === undefined) {
      this.#kept.set(key, { fingerprint, response: null });
      return Promise.resolve({ outcome: 'reserved' });
    }
    if (kept.fingerprint !== fingerprint) return Promise.resolve({ outcome: 'mismatch' });
    if (kept.response === null) return Promise.resolve({ outcome: 'in-progress' });
    return Promise.resolve({ outcome: 'done', response: kept.response });
  }

  complete(key: string, response: KeptResponse): Promise<void> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) kept.response = response;
    return Promise.resolve();
  }

  release(key: string): Promise<void> {
    this.#kept.delete(key);
    return Promise.resolve();
  }
}
