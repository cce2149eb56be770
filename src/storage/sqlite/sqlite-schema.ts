import { sql } from 'kysely';
import type { SchemaDialect } from '../migrations/schema-dialect.ts';

const text = sql`text`;
const integer = sql`integer`;

/** SQLite does not limit the length of text and compares it byte by byte. */
export const sqliteSchema: SchemaDialect = {
  bankName: text,
  id: text,
  digest: text,
  word: text,
  line: text,
  text,
  longText: text,
  bytes: sql`blob`,
  integer,
  real: sql`real`,
  flag: integer,
  time: text,
  tableOptions: sql`strict`,
  async hasIndex(db, name) {
    const found = await sql`select 1 from sqlite_master where type = 'index' and name = ${name}`.execute(db);
    return found.rows.length > 0;
  },
};
