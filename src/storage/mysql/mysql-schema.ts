import { sql, type Kysely } from 'kysely';
import type { SchemaDialect } from '../migrations/schema-dialect.ts';

/**
 * Text is compared by code point, without padding: 'a' is neither 'A' nor 'a '. The collation that does so
 * has one name in MySQL and another in MariaDB. Names and ids come from outside and may be any text, so they
 * have it too: an ascii column compared with other text is an error.
 */
export async function mysqlSchema<T>(db: Kysely<T>): Promise<SchemaDialect> {
  const exact = sql.raw(await exactCollation(db));
  const ascii = (type: string) => sql`${sql.raw(type)} character set ascii collate ascii_bin`;
  return {
    bankName: sql`varchar(32)`,
    id: sql`varchar(26)`,
    digest: ascii('char(43)'),
    word: ascii('varchar(16)'),
    line: sql`varchar(255)`,
    text: sql`text`,
    longText: sql`longtext`,
    bytes: sql`longblob`,
    integer: sql`bigint`,
    real: sql`double`,
    flag: sql`tinyint(1)`,
    time: sql`datetime(3)`,
    tableOptions: sql`engine = InnoDB default character set utf8mb4 collate ${exact}`,
    async hasIndex(database, name) {
      const found = await sql`
        select 1 from information_schema.statistics where table_schema = database() and index_name = ${name}
      `.execute(database);
      return found.rows.length > 0;
    },
  };
}

async function exactCollation<T>(db: Kysely<T>): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select collation_name as name from information_schema.collations
    where collation_name in ('utf8mb4_0900_bin', 'utf8mb4_nopad_bin')
  `.execute(db);
  return rows[0]?.name ?? 'utf8mb4_bin';
}
