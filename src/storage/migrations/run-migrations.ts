import { Migrator, type Kysely } from 'kysely';
import { NewerSchemaError } from '../../service/ports/newer-schema-error.ts';
import type { SchemaDialect } from './schema-dialect.ts';
import { migrations } from './migrations.ts';

/**
 * Brings the schema up to date. Several processes may do so at once: Kysely holds a lock meanwhile
 * (MySQL: `get_lock`; SQLite: the write transaction).
 * @returns names of the migrations that this call applied
 * @throws NewerSchemaError
 */
export async function runMigrations<T>(db: Kysely<T>, types: SchemaDialect): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations(types)) },
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw newerSchema(error as Error) ?? (error as Error);
  return results.map((result) => result.migrationName);
}

/** Kysely takes a migration that only the database knows for damage, and says so in words alone. */
function newerSchema({ message }: Error): NewerSchemaError | null {
  const migration = /^corrupted migrations: previously executed migration (\S+) is missing$/.exec(
    message,
  )?.[1];
  return migration === undefined ? null : new NewerSchemaError(migration);
}
