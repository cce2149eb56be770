import type { QuestionDocument } from './question-document.ts';

// Measured on banks of real questions, where it comes out a sixth too high: what is let in must fit.
const BYTES_A_DOCUMENT = 80;
const BYTES_A_WORDING = 80;
const BYTES_A_CHARACTER_SEARCHED = 20;
const BYTES_A_CHARACTER_SHOWN = 2;

/** About how many bytes of memory a document will take in an index; O(number of wordings). */
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
