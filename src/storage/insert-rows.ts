import { setImmediate as turn } from 'node:timers/promises';
import type { CompiledQuery, InsertObject, Kysely } from 'kysely';
import type { Tables } from './tables.ts';

const MAX_ROWS = 100;
/** Well under the smallest default `max_allowed_packet` in use (4 MB), whatever escaping adds. */
const MAX_BYTES = 1_000_000;

/**
 * Inserts rows with few statements, each small enough for every server and quick enough not to hold the
 * event loop for long.
 * @param rows taken one by one as statements fill, so that a generator need not make them all at once; every one
 * with the same columns in the same order, none undefined
 */
export async function insertRows<T extends keyof Tables>(
  db: Kysely<Tables>,
  table: T,
  rows: Iterable<InsertObject<Tables, T>>,
): Promise<void> {
  const statements = new Map<number, CompiledQuery>();
  let running: Promise<unknown> = Promise.resolve();
  for (const chunk of chunksBySize(rows)) {
    // Building a statement takes longer than running it; those of equally many rows differ in their values alone.
    const statement = statements.get(chunk.length) ?? db.insertInto(table).values(chunk).compile();
    statements.set(chunk.length, statement);
    const parameters = chunk.flatMap((row) => Object.values<unknown>(row));
    await running;
    running = db.executeQuery({ ...statement, parameters });
    // Time for it to leave: the next one is made while a server works on this one.
    await Promise.race([running, turn()]);
  }
  await running;
}

/** A row larger than the limit travels alone. */
function* chunksBySize<R extends object>(rows: Iterable<R>): Generator<R[]> {
  let chunk: R[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = estimateBytes(row);
    if (chunk.length === MAX_ROWS || (chunk.length > 0 && bytes + size > MAX_BYTES)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(row);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

/** An upper bound: three bytes of UTF-8 for each UTF-16 code unit, two hexadecimal digits for each byte. */
function estimateBytes(row: object): number {
  let bytes = 0;
  for (const value of Object.values(row)) bytes += estimateValue(value);
  return bytes;
}

function estimateValue(value: unknown): number {
  if (typeof value === 'string') return value.length * 3;
  return value instanceof Uint8Array ? value.length * 2 : 25;
}
