import type { AnalyzedText } from '../analysis/analyzer.ts';
import { isHan, isLatin } from '../analysis/character.ts';
import { splitPinyin, type PinyinTable } from '../analysis/pinyin.ts';
import type { BankIndex } from '../index/bank-index.ts';
import { characterTerm, initialsTerm, syllablesOf, syllableTerm, termsOf, wordTerm } from '../index/terms.ts';
import type { QueryTerm } from '../query/query-terms.ts';
import { topWordings } from '../query/retrieve.ts';
import type { SearchFilter, Suggestion } from '../query/search-request.ts';
import type { Span } from '../ranking/match.ts';
import { findTyped, type TypedUnit } from './typed-match.ts';

/** Wordings looked at for each suggestion asked for. */
const CANDIDATES_PER_SUGGESTION = 40;

/**
 * Completions of what is being typed, by prefix and infix, in Han, pinyin, initials or a mixture (农hang): questions
 * that begin with it first, then those where it begins a word, shorter ones before longer. No two share an answer.
 * @param limit 1–50
 */
export function suggest(index: BankIndex, typed: string, limit: number, nowMs: number): Suggestion[] {
  const { analyzer } = index;
  const text = analyzer.analyze(typed);
  const units = typedUnits(text);
  if (units.length === 0) return [];

  const filter: SearchFilter = { category: null, tag: null, nowMs };
  const terms = termsOfUnits(index, units, text);
  const found = new Map<string, { suggestion: Suggestion; answer: string; rank: number; length: number }>();
  for (const { document, wording } of topWordings(
    index,
    terms,
    filter,
    limit * CANDIDATES_PER_SUGGESTION,
    1,
  )) {
    if (wording.phrasing !== -1 || found.has(document.id)) continue;
    const question = analyzer.analyze(document.question);
    const match = findTyped(units, question, analyzer.pinyin);
    if (match === null) continue;
    const rank = match.start === 0 ? 0 : question.words.some(({ start }) => start === match.start) ? 1 : 2;
    const highlights = [originalSpan(question, match.start, match.end)];
    found.set(document.id, {
      suggestion: { id: document.id, question: document.question, highlights },
      answer: document.answer,
      rank,
      length: question.core.length,
    });
  }
  const ordered = [...found.values()].sort(
    (a, b) => a.rank - b.rank || a.length - b.length || (a.suggestion.id < b.suggestion.id ? -1 : 1),
  );
  const answers = new Set<string>();
  return ordered
    .filter(({ answer }) => !answers.has(answer) && answers.add(answer))
    .slice(0, limit)
    .map(({ suggestion }) => suggestion);
}

/** Han characters one by one; Latin letters and numbers as typed, whole. */
function typedUnits(text: AnalyzedText): TypedUnit[] {
  return text.words.flatMap((word): TypedUnit[] => {
    if (isHan(word.text.charCodeAt(0)))
      return Array.from(word.text, (character) => ({ kind: 'literal', text: character }));
    return [{ kind: isLatin(word.text.charCodeAt(0)) ? 'letters' : 'literal', text: word.text }];
  });
}

function termsOfUnits(index: BankIndex, units: readonly TypedUnit[], text: AnalyzedText): QueryTerm[] {
  const { pinyin } = index.analyzer;
  const terms = new Map<string, number>();
  const add = (key: string, weight: number): void => {
    terms.set(key, Math.max(weight, terms.get(key) ?? 0));
  };
  for (const term of termsOf(text, 'characters', pinyin)) add(term, term.startsWith('b') ? 40 : 10);
  for (const unit of units) {
    if (unit.kind === 'literal') continue;
    add(wordTerm(unit.text), 40);
    add(characterTerm(unit.text), 40);
    for (const key of termsOfLetters(unit.text, pinyin)) add(key, 20);
  }
  for (const word of text.words)
    for (const syllable of syllablesOf([word], pinyin)) if (syllable) add(syllableTerm(syllable), 2);
  return [...terms].map(([key, weight]) => ({ key, weight }));
}

function termsOfLetters(letters: string, pinyin: PinyinTable): string[] {
  const keys: string[] = [];
  const split = splitPinyin(letters, pinyin, true);
  if (split !== null) {
    keys.push(...split.syllables.map(syllableTerm));
    if (split.partial !== '') keys.push(...syllablesBeginning(split.partial, pinyin));
  }
  for (let from = 0; from < letters.length - 1; from++) {
    for (let to = from + 2; to <= Math.min(letters.length, from + 8); to++)
      keys.push(initialsTerm(letters.slice(from, to)));
  }
  return keys;
}

function syllablesBeginning(partial: string, pinyin: PinyinTable): string[] {
  const keys: string[] = [];
  pinyin.syllables.forEach((syllable, number) => {
    if (number > 0 && syllable.startsWith(partial)) keys.push(syllableTerm(number));
  });
  return keys;
}

function originalSpan(text: AnalyzedText, start: number, end: number): Span {
  const { starts, ends } = text.normalized;
  return [starts[text.corePlaces[start]!]!, ends[text.corePlaces[end - 1]!]!];
}
