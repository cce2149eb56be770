import { AppError } from '../../errors.ts';

/** What mysql2 puts on its errors. */
interface MysqlError extends Error {
  code?: string;
  /** The connection is lost. */
  fatal?: boolean;
  /** From the operating system: connection refused, host not found, … */
  syscall?: string;
  sqlState?: string;
}

const CONTENTION = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT']);

const UNAVAILABLE = new Set([
  ...CONTENTION,
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'POOL_CLOSED',
  'ER_CON_COUNT_ERROR',
  'ER_USER_LIMIT_REACHED',
  'ER_ACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_BAD_DB_ERROR',
  'ER_NO_SUCH_TABLE',
  'ER_SERVER_SHUTDOWN',
  'ER_QUERY_INTERRUPTED',
  'ER_CONNECTION_KILLED',
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_DISK_FULL',
  'ER_RECORD_FILE_FULL',
  'ER_OUT_OF_RESOURCES',
]);

const CLOSED_MESSAGES = new Set(['driver has already been destroyed', 'Pool is closed.']);

/** The server rolled back or gave up waiting because of another transaction: worth another try. */
export function isMysqlContention(error: unknown): boolean {
  return error instanceof Error && CONTENTION.has((error as MysqlError).code ?? '');
}

/** The AppError for an error of the driver; any other error unchanged. */
export function translateMysqlError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const { code = '', fatal, syscall, sqlState, message } = error as MysqlError;
  if (fatal === true || syscall !== undefined || UNAVAILABLE.has(code) || CLOSED_MESSAGES.has(message)) {
    return new AppError('store_unavailable', {}, { cause: error });
  }
  return sqlState === undefined ? error : new AppError('internal', {}, { cause: error });
}
