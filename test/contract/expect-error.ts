import { expect } from 'vitest';
import { AppError, type ErrorCode, type ErrorParameters } from '../../src/errors.ts';

/** Expects AppError with this code, and with these parameters among its own. */
export async function expectError(
  work: Promise<unknown>,
  code: ErrorCode,
  parameters: ErrorParameters = {},
): Promise<void> {
  const error: unknown = await work.then(
    () => new Error('no error'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code, parameters });
}
