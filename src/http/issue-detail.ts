import type { z } from 'zod';
import { BANK_NAME, BANK_NAME_FORM } from '../bank-name.ts';
import type { ErrorDetail } from '../errors.ts';
import { say, type Said } from '../said.ts';

/** Faults that the contracts name themselves. */
const FAULTS: Readonly<Record<string, Said>> = {
  paging_mixed: say(
    'page、perPage 不能与 limit、offset 同时使用',
    'page and perPage cannot be combined with limit and offset',
  ),
  no_integer: say('不是可用的整数', 'is not a usable integer'),
  page_too_far: say('超出了可翻到的范围', 'is beyond the last page that can be reached'),
};
const EXAMPLE_TIME = '2025-03-01T00:00:00+08:00';

/** What a contract has to say about one fault of the input, for people and for programs. */
export function describeIssue(issue: z.core.$ZodIssue): ErrorDetail[] {
  const path = issue.path.map(String).join('.');
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
      return [{ path, message: tooBig(issue.origin), ...bounds(issue, Number(issue.maximum)) }];
    case 'too_small':
      if (issue.origin === 'string') return [{ path, message: say('不能为空', 'must not be empty') }];
      return [{ path, message: tooSmall(issue.origin), ...bounds(issue, Number(issue.minimum)) }];
    case 'invalid_value':
      return [
        {
          path,
          message: say('不在可选的值里', 'is not one of the values'),
          expected: issue.values.join(' | '),
        },
      ];
    case 'invalid_format':
      return [{ path, message: say('格式不对', 'has the wrong format'), expected: expectedFormat(issue) }];
    case 'custom': {
      const { limit, min, max } = { ...issue.params };
      const message = FAULTS[String(issue.params?.['fault'])] ?? say(issue.message, issue.message);
      if (typeof min === 'number' && typeof max === 'number')
        return [{ path, message, expected: say(`${min}–${max} 的整数`, `an integer ${min}–${max}`) }];
      return [typeof limit === 'number' ? { path, message, limit } : { path, message }];
    }
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return [{ path, message: say(issue.message, issue.message) }];
  }
}

function tooBig(origin: string): Said {
  if (origin === 'string') return say('太长', 'is too long');
  return origin === 'array' ? say('项数太多', 'has too many items') : say('太大', 'is too large');
}

function tooSmall(origin: string): Said {
  return origin === 'array' ? say('项数太少', 'has too few items') : say('太小', 'is too small');
}

function expectedFormat({ format, pattern }: z.core.$ZodIssueInvalidStringFormat): Said | string {
  if (pattern === String(BANK_NAME)) return BANK_NAME_FORM;
  if (format !== 'datetime') return format;
  return say(`带时区的时间，如 ${EXAMPLE_TIME}`, `a time with its zone, such as ${EXAMPLE_TIME}`);
}

function bounds(issue: z.core.$ZodIssue, limit: number): Pick<ErrorDetail, 'limit' | 'actual'> {
  const { input } = issue;
  if (typeof input === 'number') return { limit, actual: input };
  if (typeof input === 'string') return { limit, actual: input.length };
  if (Array.isArray(input)) return { limit, actual: input.length };
  return { limit };
}
