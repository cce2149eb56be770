import { z } from 'zod';

/** An integer written in a query string or form field. Decimal digits only: no `1e3`, no blank. */
export function integerParameter(min: number, max: number): z.ZodType<number> {
  return z.preprocess((value, context) => {
    if (typeof value !== 'string') return value;
    if (/^-?\d{1,15}$/.test(value)) return Number(value);
    context.addIssue({ code: 'custom', params: { fault: 'no_integer', min, max }, input: value });
    return z.NEVER;
  }, z.number().int().min(min).max(max));
}

/** `true`, `false`, `1` or `0` written in a query string or form field. */
export const booleanParameter: z.ZodType<boolean> = z.preprocess((value) => {
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  return value;
}, z.boolean());

/** Name of a bank as a parameter. Whether there is such a bank is the service's to say. */
export const bankParameter = z
  .string()
  .optional()
  .meta({ description: '题库名；省略则用默认题库', example: 'finance' });

/** The path parameter of everything that belongs to a bank. */
export const bankPath = z.strictObject({
  bank: z.string().meta({ description: '题库名', example: 'finance' }),
});
