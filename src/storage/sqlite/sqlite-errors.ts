import Libsql from 'libsql';
import { AppError } from '../../errors.ts';

const { SqliteError } = Libsql;

/** Primary result codes of SQLite (https://sqlite.org/rescode.html); `rawCode` holds the extended ones. */
const BUSY = 5;
const OUT_OF_REACH = new Set([
  3, // permission denied
  8, // read-only
  10, // disk I/O error
  11, // corrupt
  13, // disk full
  14, // cannot open
  26, // not a database
]);

/** Another connection holds the lock. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === BUSY;
}

/** The file cannot be used now; opening it again later may help. */
export function isGone(error: unknown): boolean {
  return OUT_OF_REACH.has(primaryCode(error)) || isOpenFailure(error);
}

/** The AppError for an error of the driver or the file system; any other error unchanged. */
export function translateSqliteError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (isBusy(error) || isGone(error) || lacksTable(error) || isFileError(error) || isClosed(error)) {
    return new AppError('store_unavailable', {}, { cause: error });
  }
  return error instanceof SqliteError ? new AppError('internal', {}, { cause: error }) : error;
}

function primaryCode(error: unknown): number {
  return error instanceof SqliteError ? (error.rawCode ?? 0) & 0xff : 0;
}

/** libsql reports that it cannot open a file as a plain Error. */
function isOpenFailure(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('ConnectionFailed(');
}

/** The folder of the file cannot be made. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function lacksTable(error: unknown): boolean {
  return error instanceof SqliteError && error.message.startsWith('no such table');
}

/** Kysely's word for a call after `close`. */
function isClosed(error: unknown): boolean {
  return error instanceof Error && error.message === 'driver has already been destroyed';
}
