import { z } from 'zod';

/** Half of a surrogate pair alone, or a control character other than tab and line breaks. */
const UNPRINTABLE = /\p{Surrogate}|(?![\t\n\r])\p{Control}/u;

/**
 * Text that is written to a bank.
 * @param limit most characters (code points, as people and JSON Schema count), ≥ 1
 * @param options.empty whether text without any visible character will do
 */
export function text(limit: number, options: { empty?: boolean } = {}): z.ZodType<string, string> {
  const minimum = options.empty === true ? 0 : 1;
  return z
    .string()
    .superRefine((value, context) => {
      const length = codePoints(value);
      if (length > limit) {
        context.addIssue({
          code: 'too_big',
          origin: 'string',
          maximum: limit,
          input: value,
          params: { length },
        });
      }
      if (minimum > 0 && value.trim() === '') {
        context.addIssue({ code: 'too_small', origin: 'string', minimum, input: value });
      }
      if (UNPRINTABLE.test(value))
        context.addIssue({ code: 'custom', params: { fault: 'unprintable' }, input: value });
    })
    .meta({ minLength: minimum, maxLength: limit });
}

/** Length in code points. O(n), allocates nothing. */
export function codePoints(value: string): number {
  let count = 0;
  for (let index = 0; index < value.length; index++) {
    const unit = value.charCodeAt(index);
    const isHigh = unit >= 0xd800 && unit < 0xdc00;
    if (isHigh && (value.charCodeAt(index + 1) & 0xfc00) === 0xdc00) index++;
    count++;
  }
  return count;
}
