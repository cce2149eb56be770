import { AppError } from '../../errors.ts';
import { cleanLine, hasSearchableCharacter, lengthInCharacters } from '../text.ts';

const LONGEST_QUERY = 200;

/**
 * What a user typed, fit to be searched: one trimmed line of 1–200 characters with something to search for.
 * @param path name of the field for error details, such as `q`
 * @throws AppError `question_empty`, `question_too_long`
 */
export function cleanQuery(text: string, path: string): string {
  const query = cleanLine(text);
  const length = lengthInCharacters(query);
  if (length > LONGEST_QUERY) {
    const measured = { limit: LONGEST_QUERY, actual: length };
    throw new AppError('question_too_long', measured, { details: [{ path, ...measured }] });
  }
  if (!hasSearchableCharacter(query)) {
    throw new AppError('question_empty', {}, { details: [{ path, limit: LONGEST_QUERY, actual: length }] });
  }
  return query;
}
