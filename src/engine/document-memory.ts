import type { QuestionDocument } from './question-document.ts';

// Measured on banks of real questions, a thirteenth of a kilobyte a wording: on the safe side.
const BYTES_A_DOCUMENT = 150;
const BYTES_A_WORDING = 300;
const BYTES_A_CHARACTER_SEARCHED = 40;
const BYTES_A_CHARACTER_SHOWN = 4;

/** About how many bytes of memory a document takes in an index; O(number of wordings). */
export function memoryOfDocument({
  question,
  answer,
  phrasings,
  negativePhrasings,
}: Pick<QuestionDocument, 'question' | 'answer' | 'phrasings' | 'negativePhrasings'>): number {
  const wordings = [question, ...phrasings];
  const searched = wordings.reduce((sum, { length }) => sum + length, 0);
  const shown = negativePhrasings.reduce((sum, { length }) => sum + length, answer.length);
  return (
    BYTES_A_DOCUMENT +
    BYTES_A_WORDING * wordings.length +
    BYTES_A_CHARACTER_SEARCHED * searched +
    BYTES_A_CHARACTER_SHOWN * shown
  );
}
