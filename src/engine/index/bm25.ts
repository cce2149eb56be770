import type { Stream } from './terms.ts';

const K1 = 1.2;

/**
 * Length normalisation of each stream: `b` of BM25 and the length at which it is neutral. The lengths are fixed
 * (a usual question of twelve characters) so that an index grown by changes scores exactly as one built anew.
 */
const LENGTHS: Readonly<Record<Stream, { b: number; neutral: number }>> = {
  words: { b: 0.75, neutral: 9 },
  characters: { b: 0.75, neutral: 24 },
  syllables: { b: 0.75, neutral: 24 },
  initials: { b: 0.75, neutral: 6 },
};

/** Largest value of the term-frequency part of BM25, approached by short texts. */
const LARGEST = 1 + K1;
export const LARGEST_IMPACT = 255;

/**
 * Term-frequency part of BM25, quantised: scores become sums of integers, so that pruned and exhaustive retrieval
 * agree to the last tie.
 * @param frequency occurrences in the text, ≥ 1
 * @param length terms of the text in this stream, ≥ 1
 * @returns integer 1–255, proportional to tf (k1 + 1) / (tf + k1 (1 − b + b length / neutral))
 */
export function impactOf(stream: Stream, frequency: number, length: number): number {
  const { b, neutral } = LENGTHS[stream];
  const saturated = (frequency * (K1 + 1)) / (frequency + K1 * (1 - b + (b * length) / neutral));
  return Math.max(1, Math.round((saturated / LARGEST) * LARGEST_IMPACT));
}

/**
 * Inverse document frequency as in Lucene: ln(1 + (N − n + 0.5) / (n + 0.5)).
 * @param total texts N ≥ n
 * @param containing texts n that hold the term, ≥ 0
 */
export function inverseDocumentFrequency(total: number, containing: number): number {
  return Math.log(1 + (total - containing + 0.5) / (containing + 0.5));
}
