import { normalize } from './normalize.ts';
import type { TraditionalTable } from './traditional.ts';

/**
 * The form by which two questions count as the same: normalised, without spaces.
 * @returns '' when the text holds nothing that can be searched
 */
export function normalizeForIdentity(text: string, traditional: TraditionalTable): string {
  return normalize(text, traditional).text.replaceAll(' ', '');
}
