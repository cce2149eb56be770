import { AppError } from '../../errors.ts';
import { QUERY_LIMIT } from '../limits.ts';
import { cleanLine, hasSearchableCharacter, lengthInCharacters } from '../text.ts';
import { withoutEmoticons } from './emoticons.ts';

/**
 * What a user typed, fit to be searched: one trimmed line of 1–200 characters with something to search for, without the
 * codes of pictures that messages of WeChat hold.
 * @param path name of the field for error details, such as `q`
 * @throws AppError `question_empty`, `question_too_long`
 */
export function cleanQuery(text: string, path: string): string {
  const query = cleanLine(withoutEmoticons(text));
  const length = lengthInCharacters(query);
  if (length > QUERY_LIMIT) {
    const measured = { limit: QUERY_LIMIT, actual: length };
    throw new AppError('question_too_long', measured, { details: [{ path, ...measured }] });
  }
  if (!hasSearchableCharacter(query)) {
    throw new AppError('question_empty', {}, { details: [{ path, limit: QUERY_LIMIT, actual: length }] });
  }
  return query;
}
