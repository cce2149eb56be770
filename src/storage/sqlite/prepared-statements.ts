import type Libsql from 'libsql';
import { rowMaker, type Row } from './row-maker.ts';

/** A statement that is ready to run again. */
export interface PreparedStatement {
  readonly statement: Libsql.Statement;
  /** Makes a row of the list that the statement gives for it; null where it gives none. */
  readonly toRow: ((list: readonly unknown[]) => Row) | null;
}

/** What was used longest ago makes room. */
const MOST_KEPT = 20;

/**
 * The statements of one connection. Those of transactions are kept: parsing a long one costs as much as running it, and
 * what it takes is only given back once it is garbage.
 */
export class PreparedStatements {
  readonly #kept = new Map<string, PreparedStatement>();
  /** Of the database when those kept were prepared. */
  #schemaVersion: unknown;
  #isChecked = false;

  of(db: Libsql.Database, sql: string): PreparedStatement {
    if (!db.inTransaction) return prepare(db, sql);
    this.#dropOutdated(db);
    const prepared = this.#kept.get(sql) ?? prepare(db, sql);
    this.#kept.delete(sql);
    this.#kept.set(sql, prepared);
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return prepared;
  }

  /** To be called after every transaction: until the next another process may change the tables. */
  transactionEnded(): void {
    this.#isChecked = false;
  }

  clear(): void {
    this.#kept.clear();
    this.#isChecked = false;
  }

  /** `select *` of other tables gives other columns. */
  #dropOutdated(db: Libsql.Database): void {
    if (this.#isChecked) return;
    const { schema_version: version } = db.prepare('pragma schema_version').get() as Row;
    if (version !== this.#schemaVersion) this.#kept.clear();
    this.#schemaVersion = version;
    this.#isChecked = true;
  }
}

function prepare(db: Libsql.Database, sql: string): PreparedStatement {
  const statement = db.prepare(sql);
  if (!statement.reader) return { statement, toRow: null };
  statement.raw(true);
  return { statement, toRow: rowMaker(statement.columns()) };
}
