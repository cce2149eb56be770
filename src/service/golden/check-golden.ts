import type { ErrorDetail } from '../../errors.ts';
import { invalidValue } from '../invalid-value.ts';
import { GOLDEN_LIMITS, QUERY_LIMIT } from '../limits.ts';
import type { GoldenQuestion } from '../ports/golden-store.ts';
import { cleanLine, hasSearchableCharacter } from '../text.ts';
import { tooLong } from '../too-long.ts';
import { visibleLine } from '../visible-text.ts';

/**
 * Golden questions, cleaned; of several with one query the last is kept.
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
      faults.push({ path: `${path}.query`, message: `第 ${position + 1} 条：提问里没有可以查找的文字` });
    }
    if (question === '')
      faults.push({ path: `${path}.question`, message: `第 ${position + 1} 条：没有写问题编号` });
    byQuery.set(query, { query, question });
  });
  const { golden: limit } = GOLDEN_LIMITS;
  const actual = byQuery.size;
  if (actual > limit)
    faults.push({ path: 'golden', message: `最多 ${limit} 条，收到 ${actual} 条`, limit, actual });
  if (faults.length > 0) throw invalidValue(faults);
  return [...byQuery.values()];
}
