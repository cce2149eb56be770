import { Migrator, type Kysely } from 'kysely';
import type { SchemaDialect } from './schema-dialect.ts';
import { migrations } from './migrations.ts';

/**
 * Brings the schema up to date. Several processes may do so at once: Kysely holds a lock meanwhile
 * (MySQL: `get_lock`; SQLite: the write transaction).
 * @returns names of the migrations that this call applied
 */
export async function runMigrations<T>(db: Kysely<T>, types: SchemaDialect): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations(types)) },
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error as Error;
  return results.map((result) => result.migrationName);
}
