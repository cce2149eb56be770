import { isLatin } from '../analysis/character.ts';
import type { Analyzer } from '../analysis/analyzer.ts';
import type { PinyinTable } from '../analysis/pinyin.ts';
import type { Word } from '../analysis/words.ts';
import type { AnalyzedQuery, LatinSpan } from '../query/analyzed-query.ts';

/** How a part of the query was read so that it agrees with a wording. */
export interface Rewrite {
  readonly kind: 'synonym' | 'homophone' | 'pinyin' | 'initials';
  /** As the query has it, normalised. */
  readonly from: string;
  /** As the wording has it. */
  readonly to: string;
}

/** A word of the rewritten query and how much it weighs. */
export interface RewrittenWord {
  readonly text: string;
  readonly weight: number;
  /** Null: as it stood in the query. */
  readonly rewrite: Rewrite | null;
}

/** The query as one wording would put it. */
export interface RewrittenQuery {
  readonly core: string;
  readonly words: readonly RewrittenWord[];
  readonly rewrites: readonly Rewrite[];
}

/** Where its words end in the core of a rewritten query. */
export function wordEndsOf(words: readonly RewrittenWord[]): number[] {
  let end = 0;
  return words.map(({ text }) => (end += text.length));
}

/** What a rewriter needs of a wording; syllables are read only when sound matters. */
export interface RewriteTarget {
  readonly core: string;
  /** End of each word in `core`, rising. */
  readonly wordEnds: Iterable<number>;
  /** Syllable of each place of `core`, 0 where none. */
  syllables(): readonly number[];
}

/**
 * Reads the query the way a wording is put: synonyms it uses, pinyin and initials it spells out, and wrong
 * characters that sound like its own and stand beside agreeing ones. What already agrees stays.
 */
export function rewriteFor(query: AnalyzedQuery, target: RewriteTarget, analyzer: Analyzer): RewrittenQuery {
  const replaced = new Map<number, { to: number; rewrite: Rewrite }>();
  const taken = new Uint8Array(query.text.words.length);
  const replace = (from: number, to: number, rewrite: Rewrite): void => {
    replaced.set(from, { to, rewrite });
    taken.fill(1, from, to);
  };

  for (const span of query.synonymSpans) {
    if (taken.subarray(span.from, span.to).includes(1)) continue;
    const chosen = chooseSynonym(span.member, span.alternatives, target.core);
    if (chosen !== null) replace(span.from, span.to, { kind: 'synonym', from: span.member, to: chosen });
  }
  for (const span of query.latinSpans) {
    if (taken[span.word] === 1 || target.core.includes(span.letters)) continue;
    const spelled = spellOut(span, target, analyzer.pinyin);
    if (spelled !== null) replace(span.word, span.word + 1, spelled);
  }
  return compose(query, replaced, target, analyzer);
}

function chooseSynonym(member: string, alternatives: readonly string[], core: string): string | null {
  const stands = core.includes(member);
  for (const alternative of alternatives) {
    if (stands && alternative.length <= member.length) return null;
    // A part of the member is evidence for that part alone, not another name of the whole.
    if (core.includes(alternative) && !member.includes(alternative)) return alternative;
  }
  return null;
}

function spellOut(span: LatinSpan, target: RewriteTarget, pinyin: PinyinTable): Rewrite | null {
  const syllables = target.syllables();
  if (span.syllables !== null) {
    const at = findRun(span.syllables.length, syllables.length, (i, place) =>
      sounds(span.syllables![i]!, place),
    );
    if (at !== -1) {
      return { kind: 'pinyin', from: span.letters, to: target.core.slice(at, at + span.syllables.length) };
    }
  }
  const letters = span.letters;
  const at = findRun(letters.length, syllables.length, (i, place) =>
    pinyin.syllables[syllables[place]!]!.startsWith(letters[i]!),
  );
  return at === -1
    ? null
    : { kind: 'initials', from: letters, to: target.core.slice(at, at + letters.length) };

  function sounds(syllable: number, place: number): boolean {
    if (syllables[place] === syllable) return true;
    return pinyin.readings.get(target.core.charCodeAt(place))?.includes(syllable) ?? false;
  }
}

function findRun(length: number, places: number, agrees: (i: number, place: number) => boolean): number {
  for (let at = 0; at + length <= places; at++) {
    let i = 0;
    while (i < length && agrees(i, at + i)) i++;
    if (i === length) return at;
  }
  return -1;
}

function compose(
  query: AnalyzedQuery,
  replaced: ReadonlyMap<number, { to: number; rewrite: Rewrite }>,
  target: RewriteTarget,
  analyzer: Analyzer,
): RewrittenQuery {
  const words: RewrittenWord[] = [];
  const rewrites: Rewrite[] = [];
  const queryWords = query.text.words;
  for (let i = 0; i < queryWords.length;) {
    const replacement = replaced.get(i);
    if (replacement) {
      const { to, rewrite } = replacement;
      const weight = query.wordWeights.slice(i, to).reduce((sum, value) => sum + value, 0);
      for (const part of analyzer.cut(rewrite.to)) {
        words.push({ text: part.text, weight: (weight * part.text.length) / rewrite.to.length, rewrite });
      }
      const [start, end] = [queryWords[i]!.start, queryWords[to - 1]!.end];
      const respelt = spelling(query, start, end, query.text.core.slice(start, end));
      rewrites.push(...(respelt === null ? [] : [respelt]), rewrite);
      i = to;
      continue;
    }
    const word = queryWords[i]!;
    for (const piece of piecesFor(word, query.wordPieces[i]!, target.core)) {
      const rewrite = correct(query, piece, target, analyzer.pinyin);
      if (rewrite) rewrites.push(rewrite);
      const weight = (query.wordWeights[i]! * piece.text.length) / word.text.length;
      words.push({ text: rewrite?.to ?? piece.text, weight, rewrite });
    }
    i++;
  }
  return { core: words.map((word) => word.text).join(''), words, rewrites };
}

/** A compound that the wording does not have whole counts by its parts, where the wording has one of them. */
function piecesFor(word: Word, pieces: readonly Word[], core: string): readonly Word[] {
  if (pieces.length < 2 || core.includes(word.text)) return [word];
  return pieces.some(({ text }) => text.length > 1 && core.includes(text)) ? pieces : [word];
}

/** Null where the wording has the piece as it was typed, or nothing like it. */
function correct(
  query: AnalyzedQuery,
  { text, start, end }: Word,
  target: RewriteTarget,
  pinyin: PinyinTable,
): Rewrite | null {
  const isSaid = target.core.includes(text);
  const to = isSaid ? text : soundingLike(query, start, end, target, pinyin);
  // A spelling of the bank that this wording does not have proves nothing.
  return !isSaid && to === text ? null : spelling(query, start, end, to);
}

/** Null where that is what was typed. */
function spelling(query: AnalyzedQuery, start: number, end: number, to: string): Rewrite | null {
  const typed = query.typed.slice(start, end);
  const from = typed.join('');
  if (from === to) return null;
  const isSpelled = typed.some((each, at) => each !== to[at] && isLatin(each.charCodeAt(0)));
  return { kind: isSpelled ? 'pinyin' : 'homophone', from, to };
}

/**
 * A word of the query with the characters that the wording does not have replaced by characters of the wording that
 * sound alike (or nearly) and stand beside the same neighbour, by character or at least by sound. A word that the
 * bank uses was meant as it stands; of a single character (将 for 江) both neighbours must say otherwise.
 */
function soundingLike(
  query: AnalyzedQuery,
  start: number,
  end: number,
  target: RewriteTarget,
  pinyin: PinyinTable,
): string {
  const { core } = query.text;
  const text = core.slice(start, end);
  const isUsual = query.isUsual(text);
  if (isUsual && text.length > 1) return text;
  let to = '';
  for (let place = start; place < end; place++) {
    const character = core[place]!;
    to += target.core.includes(character)
      ? character
      : (soundingAt(query, place, target, pinyin, isUsual) ?? character);
  }
  return to;
}

/** @param isUsual the character may have been meant */
function soundingAt(
  query: AnalyzedQuery,
  place: number,
  target: RewriteTarget,
  pinyin: PinyinTable,
  isUsual: boolean,
): string | null {
  const syllable = query.syllables()[place]!;
  if (syllable === 0) return null;
  const syllables = target.syllables();
  let near: string | null = null;
  for (let at = 0; at < syllables.length; at++) {
    const sounds = syllables[at]!;
    const isEqual = sounds === syllable;
    if (!isEqual && (near !== null || sounds === 0 || pinyin.blurred[sounds] !== pinyin.blurred[syllable]))
      continue;
    if (!neighboursAgree(query, place, target, at, isUsual)) continue;
    if (isEqual) return target.core[at]!;
    near = target.core[at]!;
  }
  return near;
}

/** @param all whether every neighbour must agree, or one */
function neighboursAgree(
  query: AnalyzedQuery,
  place: number,
  target: RewriteTarget,
  at: number,
  all: boolean,
): boolean {
  const { core } = query.text;
  const agrees = (step: number): boolean => {
    // Where nothing else bears witness it must be a word: what meets in 做保理好 makes no 理好 of 你好.
    if (core.length === 2 && endsWord(target, step === 1 ? at + 1 : at)) return false;
    if (core[place + step] === target.core[at + step]) return true;
    const syllable = query.syllables()[place + step];
    return syllable !== 0 && syllable === target.syllables()[at + step];
  };
  const steps = [-1, 1].filter((step) => core[place + step] !== undefined);
  return steps.some(agrees) && (!all || steps.every(agrees));
}

function endsWord({ wordEnds }: RewriteTarget, place: number): boolean {
  for (const end of wordEnds) if (end === place) return true;
  return false;
}
