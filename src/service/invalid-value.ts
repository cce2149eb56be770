import { AppError, type ErrorDetail } from '../errors.ts';

/** The error for input with these faults, all told at once. @param faults at least one */
export function invalidValue(faults: readonly ErrorDetail[]): AppError {
  const { path, message = '' } = faults[0]!;
  // A length alone does not tell whose it is.
  const first = `${path} ${message}`;
  const reason = faults.length > 1 ? `${first}（共 ${faults.length} 处有误）` : first;
  return new AppError('invalid_value', { reason }, { details: faults });
}
