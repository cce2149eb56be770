import { z } from 'zod';

/**
 * Text that is written to a bank. The contract shows the limit; the service cleans the text first and then
 * measures it.
 * @param limit most characters (code points, as people and JSON Schema count), ≥ 1
 */
export function text(limit: number): z.ZodString {
  return z.string().meta({ maxLength: limit });
}

/** A short technical value: 1–`limit` UTF-16 code units, checked here. */
export function token(limit: number): z.ZodString {
  return z.string().min(1).max(limit);
}
