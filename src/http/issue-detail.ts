import type { z } from 'zod';
import { BANK_NAME, BANK_NAME_FORM } from '../bank-name.ts';
import type { ErrorDetail } from '../errors.ts';
import type { Language } from './language.ts';

/** Faults that the contracts name themselves, in both languages. */
const FAULTS: Readonly<Record<string, Record<Language, string>>> = {
  paging_mixed: {
    zh: 'page、perPage 不能与 limit、offset 同时使用',
    en: 'page and perPage cannot be combined with limit and offset',
  },
  no_integer: { zh: '不是可用的整数', en: 'is not a usable integer' },
  page_too_far: { zh: '超出了可翻到的范围', en: 'is beyond the last page that can be reached' },
};

/** What a contract has to say about one fault of the input, for people and for programs. */
export function describeIssue(issue: z.core.$ZodIssue, language: Language): ErrorDetail[] {
  const path = issue.path.map(String).join('.');
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const demandsSome = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  if (demandsSome && issue.input === undefined) return [{ path, message: say('必须填写', 'is required') }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: path === '' ? key : `${path}.${key}`,
        message: say('没有这个字段', 'is not a known field'),
      }));
    case 'invalid_type':
      return [{ path, message: say('类型不对', 'has the wrong type'), expected: issue.expected }];
    case 'too_big':
      return [{ path, message: say('太大或太长', 'is too large'), ...bounds(issue, Number(issue.maximum)) }];
    case 'too_small':
      if (issue.origin === 'string') return [{ path, message: say('不能为空', 'must not be empty') }];
      return [{ path, message: say('太小或太少', 'is too small'), ...bounds(issue, Number(issue.minimum)) }];
    case 'invalid_value':
      return [
        {
          path,
          message: say('不在可选的值里', 'is not one of the values'),
          expected: issue.values.join(' | '),
        },
      ];
    case 'invalid_format':
      return [
        { path, message: say('格式不对', 'has the wrong format'), expected: expectedFormat(issue, language) },
      ];
    case 'custom': {
      const fault = FAULTS[String(issue.params?.['fault'])];
      const { limit, min, max } = { ...issue.params };
      const message = fault?.[language] ?? issue.message;
      if (typeof min === 'number' && typeof max === 'number')
        return [{ path, message, expected: say(`${min}–${max} 的整数`, `an integer ${min}–${max}`) }];
      return [typeof limit === 'number' ? { path, message, limit } : { path, message }];
    }
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return [{ path, message: issue.message }];
  }
}

function expectedFormat(
  { format, pattern }: z.core.$ZodIssueInvalidStringFormat,
  language: Language,
): string {
  if (pattern === String(BANK_NAME)) return BANK_NAME_FORM[language];
  if (format !== 'datetime') return format;
  return language === 'zh' ? '带时区的时间，如 2025-03-01T00:00:00+08:00' : '2025-03-01T00:00:00+08:00';
}

function bounds(issue: z.core.$ZodIssue, limit: number): Pick<ErrorDetail, 'limit' | 'actual'> {
  const { input } = issue;
  if (typeof input === 'number') return { limit, actual: input };
  if (typeof input === 'string') return { limit, actual: input.length };
  if (Array.isArray(input)) return { limit, actual: input.length };
  return { limit };
}
