import { AppError } from '../errors.ts';

const CODES: readonly string[] = [
  'version_conflict',
  'question_not_found',
  'duplicate_question',
  'duplicate_external_id',
  'bank_exists',
];

/** Whether the store refused a batch because others wrote to the same questions, or made the bank, since it was planned. */
export function isOvertaken(error: unknown): error is AppError {
  return error instanceof AppError && CODES.includes(error.code);
}
