import { monotonicFactory } from 'ulid';

/** Random bytes fetched at once: a ULID takes up to sixteen, and each fetch costs about a microsecond. */
const POOL = new Uint8Array(4096);
let used = POOL.length;

/** A number in [0, 1), in steps of 1/256: ULIDs take five bits of it. */
function random(): number {
  if (used === POOL.length) {
    crypto.getRandomValues(POOL);
    used = 0;
  }
  return POOL[used++]! / 256;
}

/**
 * The next ULID of this process: opaque, and sorts after all before it.
 * @param atMs Unix milliseconds; default now
 */
export const newUlid: (atMs?: number) => string = monotonicFactory(random);
