import { BANK_NAME, BANK_NAME_FORM } from '../../bank-name.ts';
import type { ErrorDetail } from '../../errors.ts';
import { say } from '../../said.ts';
import { invalidValue } from '../invalid-value.ts';
import { BANK_LIMITS } from '../limits.ts';
import type { BankSettings } from '../ports/bank-store.ts';
import { cleanLine, cleanText } from '../text.ts';
import { tooLong } from '../too-long.ts';

/**
 * Of questions that a bank does not hold, near as they may be to its own, fewer than one in twenty reach the first
 * value; of questions on other matters one in ten the second (measured, docs/quality.md).
 */
const DEFAULT_THRESHOLDS = { answerThreshold: 0.65, suggestThreshold: 0.2 } as const;

/** Settings of a new bank where its creator says nothing. */
export function defaultSettings(name: string): BankSettings {
  return { title: name, ...DEFAULT_THRESHOLDS, fallback: '', isPublic: true };
}

/** Faults of a bank's name; empty: it may be used. */
export function checkBankName(name: string): ErrorDetail[] {
  if (BANK_NAME.test(name)) return [];
  const message = say(`题库名应为 ${BANK_NAME_FORM.zh}`, `must be ${BANK_NAME_FORM.en}`);
  return [{ path: 'name', message, expected: BANK_NAME.source, actual: name.slice(0, 64) }];
}

/**
 * The settings that are given, cleaned.
 * @param current what holds where nothing is given: thresholds are checked together
 * @throws AppError `invalid_value` with every fault, those of `name` among them
 */
export function checkSettings(
  given: Partial<BankSettings>,
  current: BankSettings,
  nameFaults: readonly ErrorDetail[] = [],
): Partial<BankSettings> {
  const cleaned = {
    ...given,
    ...(given.title !== undefined && { title: cleanLine(given.title) }),
    ...(given.fallback !== undefined && { fallback: cleanText(given.fallback) }),
  };
  const faults = [...nameFaults, ...faultsOf({ ...current, ...cleaned })];
  if (faults.length > 0) throw invalidValue(faults);
  return cleaned;
}

function faultsOf(settings: BankSettings): ErrorDetail[] {
  const faults: ErrorDetail[] = [];
  if (settings.title === '')
    faults.push({ path: 'title', message: say('题库标题不能为空', 'must not be empty') });
  for (const path of ['title', 'fallback'] as const) {
    faults.push(...tooLong(path, settings[path], BANK_LIMITS[path]));
  }
  for (const path of ['answerThreshold', 'suggestThreshold'] as const) {
    const actual = settings[path];
    if (!(actual >= 0 && actual <= 1)) {
      const message = say('阈值应在 0 到 1 之间', 'must be between 0 and 1');
      faults.push({ path, message, expected: '0–1', actual });
    }
  }
  if (settings.suggestThreshold > settings.answerThreshold) {
    const { answerThreshold: limit, suggestThreshold: actual } = settings;
    const message = say('建议阈值不能高于作答阈值', 'must not be above answerThreshold');
    faults.push({ path: 'suggestThreshold', message, limit, actual });
  }
  return faults;
}
