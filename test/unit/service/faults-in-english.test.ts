import { describe, expect, it } from 'vitest';
import { AppError, describeError, type ErrorDetail } from '../../../src/errors.ts';
import {
  checkBankName,
  checkSettings,
  defaultSettings,
} from '../../../src/service/administration/bank-settings.ts';
import { checkSynonyms } from '../../../src/service/administration/synonyms.ts';
import { checkWords } from '../../../src/service/administration/words.ts';
import { checkGolden } from '../../../src/service/golden/check-golden.ts';
import { invalidValue } from '../../../src/service/invalid-value.ts';
import { checkQuestionContent, NEW_QUESTION_DEFAULTS } from '../../../src/service/question-content.ts';

// Whoever asks for English reads no Chinese but what was sent.

const CHINESE = /[\p{Script=Han}（）：，。]/u;

function errorOf(check: () => unknown): AppError {
  try {
    check();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('There is no fault');
}

const settings = defaultSettings('bank');
const long = 'x'.repeat(5000);
const content = {
  ...NEW_QUESTION_DEFAULTS,
  ...{ question: '', answer: '', phrasings: ['a', '!!', long], negativePhrasings: ['a'] },
  ...{ tags: Array.from({ length: 100 }, (_, n) => `tag${n}`), validFrom: new Date(NaN) },
  extra: Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`field${n}`, 'x'])),
};
const dates = { validFrom: new Date('0500-01-01T00:00:00Z'), validUntil: new Date('0400-01-01T00:00:00Z') };
const faultsOf = (over: object): readonly ErrorDetail[] =>
  checkQuestionContent({ ...content, ...over }, (text) => text.replace(/\W/g, '')).faults;

describe('the faults of', () => {
  it.each<[string, () => unknown]>([
    [
      'settings',
      () => checkSettings({ title: '', fallback: long, answerThreshold: 2 }, settings, checkBankName('Bank')),
    ],
    ['thresholds', () => checkSettings({ answerThreshold: 0.1 }, settings)],
    ['words', () => checkWords(['a b', '!!', 'x'.repeat(300)])],
    ['too many words', () => checkWords(Array.from({ length: 10_001 }, (_, n) => `word${n}`))],
    [
      'synonyms',
      () => checkSynonyms(['a', 'a = b => c', 'a => b => c', 'a = ', 'a = !!', 'a = a', `a = ${long}`]),
    ],
    ['a circle', () => checkSynonyms(['a => b', 'b => a'])],
    ['a group', () => checkSynonyms([Array.from({ length: 1000 }, (_, n) => `word${n}`).join(' = ')])],
    ['golden questions', () => checkGolden([{ query: '!!', question: '' }])],
  ])('%s', (_, check) => {
    expectEnglish(errorOf(check));
  });

  it('a question', () => {
    const faults = [...faultsOf({}), ...faultsOf(dates)];
    expect(faults.length).toBeGreaterThan(8);
    expectEnglish(invalidValue(faults));
  });
});

function expectEnglish({ code, parameters, details }: AppError): void {
  expect(describeError(code, parameters, 'en')).not.toMatch(CHINESE);
  expect(describeError(code, parameters, 'zh')).toMatch(CHINESE);
  for (const { message } of details) expect(message?.en).toMatch(/^[^\p{Script=Han}]+$/u);
}
