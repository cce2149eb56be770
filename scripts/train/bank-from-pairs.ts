import type { QuerySet, SentencePair } from './corpora.ts';
import { hashText } from './random.ts';

const MOST_QUESTIONS = 8_000;
const MOST_QUERIES = 1_500;

/**
 * A bank and queries out of labelled pairs: sentences with a paraphrase in the bank become queries, one in three of
 * them, and leave the bank; all others stay. Only what is labelled is known to be
 * right or wrong.
 */
export function bankFromPairs(corpus: string, pairs: readonly SentencePair[]): QuerySet {
  const same = new Map<string, Set<string>>();
  const different = new Map<string, Set<string>>();
  const sentences = new Set<string>();
  for (const pair of pairs) {
    sentences.add(pair.a).add(pair.b);
    for (const [one, other] of [
      [pair.a, pair.b],
      [pair.b, pair.a],
    ] as const) {
      const known = pair.same ? same : different;
      known.set(one, (known.get(one) ?? new Set()).add(other));
    }
  }
  const isQuery = (sentence: string): boolean => same.has(sentence) && hashText(`${sentence}?`) % 3 === 0;
  const queries = [...same.keys()].filter(isQuery).slice(0, MOST_QUERIES);
  const chosen = new Set(queries);
  const needed = new Set(queries.flatMap((query) => [...same.get(query)!]));
  const bank = [...sentences]
    .filter((sentence) => !chosen.has(sentence))
    .sort((a, b) => Number(needed.has(b)) - Number(needed.has(a)) || hashText(a) - hashText(b))
    .slice(0, MOST_QUESTIONS);
  const ids = new Map(bank.map((text, i) => [text, String(i)]));
  const idsOf = (texts: Iterable<string>): Set<string> =>
    new Set([...texts].flatMap((text) => ids.get(text) ?? []));
  return {
    corpus,
    bank: bank.map((text, i) => ({ id: String(i), text })),
    queries: queries.map((text) => ({
      text,
      right: idsOf(same.get(text)!),
      wrong: idsOf(different.get(text) ?? []),
    })),
  };
}
