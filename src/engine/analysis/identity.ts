import { normalize } from './normalize.ts';
import { simplify, type TraditionalTable } from './traditional.ts';

/** Texts in which normalising does nothing but drop marks and spaces and turn letters into lower case. */
const PLAIN =
  /^[A-Za-z0-9\u4e00-\u9fff \u2014\u2018-\u201d\u3001\u3002\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]+$/;
const MARKS = /[^A-Za-z0-9\u4e00-\u9fff]+/g;

/**
 * The form by which two questions count as the same: normalised, without spaces.
 * @returns '' when the text holds nothing that can be searched
 */
export function normalizeForIdentity(text: string, traditional: TraditionalTable): string {
  if (PLAIN.test(text)) {
    // Phrases of traditional characters reach across spaces, not across marks.
    const joined = text.replaceAll(' ', '');
    if (simplify(joined, traditional) === joined) return joined.replace(MARKS, '').toLowerCase();
  }
  return normalize(text, traditional).text.replaceAll(' ', '');
}
