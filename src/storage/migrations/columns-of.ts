import type { Kysely } from 'kysely';

/** Names of a table's columns as they are now: MySQL lacks `add column if not exists`. */
export async function columnsOf(db: Kysely<unknown>, table: string): Promise<ReadonlySet<string>> {
  const tables = await db.introspection.getTables();
  return new Set(tables.find(({ name }) => name === table)?.columns.map(({ name }) => name));
}
