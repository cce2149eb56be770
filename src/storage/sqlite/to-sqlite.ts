import { AppError } from '../../errors.ts';

/**
 * A parameter as libsql takes it: it ends the process on a boolean and cannot bind a Date. Times become ISO
 * 8601 text in UTC, which sorts as they do.
 * @throws AppError `invalid_value` for text with U+0000, after which libsql would forget the rest
 */
export function toSqlite(value: unknown): string | number | bigint | Uint8Array | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new AppError('invalid_value', { reason: 'U+0000' });
    return value;
  }
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  throw new TypeError(`SQLite cannot keep a ${typeof value}`);
}
