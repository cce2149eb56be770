/**
 * A string, number or boolean in the JSON text of a served result, without decoding the rest of it.
 * @param name a field that the result has only once, at any depth; text inside strings is never mistaken for
 * it, because there its quotes are escaped
 * @returns null where there is none
 */
export function servedField(json: string, name: keyof typeof PATTERNS): string | null {
  return PATTERNS[name].exec(json)?.[1] ?? null;
}

const PATTERNS = {
  outcome: /"outcome":"([^"]*)"/,
  total: /"total":(\d+)/,
  totalIsExact: /"totalIsExact":(true|false)/,
};
