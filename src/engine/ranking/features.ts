import type { BankIndex } from '../index/bank-index.ts';
import type { Wording } from '../index/segment.ts';
import { weighWord } from '../query/analyzed-query.ts';
import { longestCommonSubsequence, longestCommonSubstring, ngramDice } from './alignment.ts';
import type { RewrittenQuery } from './rewrite.ts';

/** What the model looks at: each feature of a pair of query and wording is within 0–1, more is better. */
export const FEATURES = [
  'retrieval',
  'queryCoverage',
  'wordingCoverage',
  'unigramDice',
  'bigramDice',
  'commonSubsequence',
  'commonSubstring',
  'literalShare',
] as const;

export type Feature = (typeof FEATURES)[number];
export type FeatureVector = Readonly<Record<Feature, number>>;

/** Weight of a rewritten word in coverage: what is read by sound counts less than what is written. */
const REWRITE_SHARES = { synonym: 0.97, pinyin: 0.9, homophone: 0.85, initials: 0.7 } as const;

/** About 10 µs for two questions of usual length. */
export function extractFeatures(
  index: BankIndex,
  query: RewrittenQuery,
  wording: Wording,
  relativeScore: number,
): FeatureVector {
  const { core } = wording;
  let total = 0;
  let covered = 0;
  let literal = 0;
  for (const word of query.words) {
    total += word.weight;
    if (!core.includes(word.text)) continue;
    const share = word.rewrite === null ? 1 : REWRITE_SHARES[word.rewrite.kind];
    covered += word.weight * share;
    if (word.rewrite === null || word.rewrite.kind === 'synonym') literal += word.weight;
  }
  const longest = Math.max(query.core.length, core.length);
  const both = query.core.length + core.length;
  return {
    retrieval: Math.min(1, relativeScore),
    queryCoverage: ratio(covered, total),
    wordingCoverage: wordingCoverage(index, query.core, wording),
    unigramDice: ngramDice(query.core, core, 1),
    bigramDice: longest < 2 ? ngramDice(query.core, core, 1) : ngramDice(query.core, core, 2),
    commonSubsequence: ratio(2 * longestCommonSubsequence(query.core, core), both),
    commonSubstring: ratio(longestCommonSubstring(query.core, core), longest),
    literalShare: ratio(literal, total),
  };
}

function wordingCoverage(index: BankIndex, queryCore: string, wording: Wording): number {
  let start = 0;
  let total = 0;
  let covered = 0;
  for (const end of wording.wordEnds) {
    const word = wording.core.slice(start, end);
    const weight = weighWord(index, word);
    total += weight;
    if (queryCore.includes(word)) covered += weight;
    start = end;
  }
  return ratio(covered, total);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
