import type { Kysely, RawBuilder } from 'kysely';

type Type = RawBuilder<unknown>;

/** How one database spells a schema: its column types, by what they hold, and what `create table` ends with. */
export interface SchemaDialect {
  /** Name of a bank, at most 32 ASCII characters. */
  bankName: Type;
  /** ULID, 26 ASCII characters. */
  id: Type;
  /** Base64url of a SHA-256, 43 ASCII characters. */
  digest: Type;
  /** One of a few ASCII words, at most 16 characters. */
  word: Type;
  /** Text that is indexed or compared, at most 255 characters. */
  line: Type;
  /** Text of a few thousand characters. */
  text: Type;
  /** Text of any length. */
  longText: Type;
  /** Bytes of any length. */
  bytes: Type;
  integer: Type;
  /** 64-bit floating point. */
  real: Type;
  flag: Type;
  /** UTC to the millisecond. */
  time: Type;
  tableOptions: Type;
  /** Whether the schema has an index of this name; MySQL lacks `create index if not exists`. */
  hasIndex(db: Kysely<unknown>, name: string): Promise<boolean>;
}
