import type { ErrorDetail } from '../../errors.ts';
import { say } from '../../said.ts';
import { invalidValue } from '../invalid-value.ts';
import { GOLDEN_LIMITS, QUERY_LIMIT } from '../limits.ts';
import type { GoldenQuestion } from '../ports/golden-store.ts';
import { cleanLine, hasSearchableCharacter } from '../text.ts';
import { tooLong } from '../too-long.ts';
import { tooMany } from '../too-many.ts';
import { visibleLine } from '../visible-text.ts';

/**
 * Golden questions, cleaned; repeated ones are one. No query may stand for two questions: only one can come first.
 * @throws AppError `invalid_value` naming every entry at fault
 */
export function checkGolden(given: readonly GoldenQuestion[]): GoldenQuestion[] {
  const faults: ErrorDetail[] = [];
  const byQuery = new Map<string, GoldenQuestion>();
  given.forEach((entry, position) => {
    const path = `golden.${position}`;
    const [query, question] = [cleanLine(entry.query), visibleLine(entry.question)];
    faults.push(...tooLong(`${path}.query`, query, QUERY_LIMIT));
    faults.push(...tooLong(`${path}.question`, question, GOLDEN_LIMITS.question));
    if (!hasSearchableCharacter(query)) {
      const message = say(`第 ${position + 1} 条：提问里没有可以查找的文字`, 'has no text to search for');
      faults.push({ path: `${path}.query`, message });
    }
    if (question === '') {
      const message = say(`第 ${position + 1} 条：没有写问题编号`, 'must not be empty');
      faults.push({ path: `${path}.question`, message });
    }
    const known = byQuery.get(query) ?? { query, question };
    if (known.question !== question) {
      const message = say(
        `第 ${position + 1} 条：“${query}”前面写的是 ${known.question}，这里是 ${question}，请只留一条`,
        `differs from ${known.question}, which the same query stands for before: keep one`,
      );
      faults.push({ path: `${path}.question`, message });
    }
    byQuery.set(query, known);
  });
  faults.push(...tooMany('golden', byQuery.size, GOLDEN_LIMITS.golden));
  if (faults.length > 0) throw invalidValue(faults);
  return [...byQuery.values()];
}
