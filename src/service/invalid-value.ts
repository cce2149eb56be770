import { AppError, type ErrorDetail } from '../errors.ts';
import { say, type Language } from '../said.ts';

/** The error for input with these faults, all told at once. @param faults at least one */
export function invalidValue(faults: readonly ErrorDetail[]): AppError {
  const { path, message } = faults[0]!;
  // A length alone does not tell whose it is.
  const first = (language: Language): string => `${path} ${message?.[language] ?? ''}`;
  const { length } = faults;
  const reason =
    length > 1
      ? say(`${first('zh')}（共 ${length} 处有误）`, `${first('en')} (${length} faults in all)`)
      : say(first('zh'), first('en'));
  return new AppError('invalid_value', { reason }, { details: faults });
}
