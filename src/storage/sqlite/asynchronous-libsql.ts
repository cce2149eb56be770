import Libsql from 'libsql/promise';

/**
 * What we need of the driver's other face: the work up to the first row is done in a thread of the driver's own. Statements
 * and rows end when they are garbage, and to end one holds this thread while another of the same connection runs.
 */
export interface AsynchronousDatabase {
  readonly inTransaction: boolean;
  prepare(sql: string): Promise<AsynchronousStatement>;
  exec(sql: string): Promise<void>;
  close(): void;
}

export interface AsynchronousStatement {
  /** Gives rows as lists from now on. */
  raw(isRaw: true): void;
  columns(): readonly { name: string }[];
  all(): Promise<readonly unknown[]>;
  iterate(values: readonly unknown[]): Promise<Iterable<unknown>>;
}

/** Opens a SQLite file, and makes one where there is none. */
export function openAsynchronously(file: string): AsynchronousDatabase {
  return new Libsql(file, {}) as unknown as AsynchronousDatabase;
}
