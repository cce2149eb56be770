import { remember } from '../remember.ts';
import { createActTable, type ActTable } from './acts.ts';
import { createNameTable, type NameTable } from './names.ts';
import { normalize, type NormalizedText } from './normalize.ts';
import type { PinyinTable } from './pinyin.ts';
import type { Segmenter } from './segmenter.ts';
import { createShorterWords } from './shorter-words.ts';
import { mergeSynonyms, parseSynonyms, type SynonymTable } from './synonyms.ts';
import type { TraditionalTable } from './traditional.ts';
import { createWordSet, type WordSet } from './word-set.ts';
import { segment, type Cutter, type Word } from './words.ts';

/** What analysis knows of the language; the same for all banks. */
export interface LanguageData {
  readonly traditional: TraditionalTable;
  readonly pinyin: PinyinTable;
  /** Changes with any of this and with the dictionary of the segmenter. */
  readonly fingerprint: string;
  /** Function words without weight in matching, such as 的 and 了. */
  readonly stopWords: readonly string[];
  /** Politeness around a question, such as 请问 and 麻烦问一下. */
  readonly fillerWords: readonly string[];
  /** Lines of data/synonyms.txt. */
  readonly synonyms: readonly string[];
  /** Words that mix Han with letters or digits (A股), which the segmenter never sees whole. */
  readonly mixedWords: readonly string[];
  /** Names of products and institutions, such as 花呗 and 工商银行. */
  readonly names: readonly string[];
  /** Lines of data/acts.txt. */
  readonly acts: readonly string[];
}

/** A bank's own words and synonym lines. */
export interface OwnVocabulary {
  readonly words: readonly string[];
  readonly synonyms: readonly string[];
}

/** A text ready for indexing or matching. Offsets of words are into `core`. */
export interface AnalyzedText {
  readonly original: string;
  readonly normalized: NormalizedText;
  /** The normalised text without fillers and spaces: what is compared. */
  readonly core: string;
  /** Of each code unit of `core`, its place in `normalized.text`. */
  readonly corePlaces: readonly number[];
  readonly words: readonly Word[];
  readonly subWords: readonly Word[];
}

export interface Analyzer {
  /** Analyzers of the same fingerprint cut texts alike; synonyms are no part of it. */
  readonly fingerprint: string;
  readonly pinyin: PinyinTable;
  readonly synonyms: SynonymTable;
  readonly names: NameTable;
  readonly acts: ActTable;
  isStopWord(word: string): boolean;
  analyze(text: string): AnalyzedText;
  normalize(text: string): NormalizedText;
  /** Words of a text that is normalised already, such as a synonym; remembered, for they recur. */
  cut(normalized: string): readonly Word[];
}

/** Analyzers of several banks share the base, which is read once. */
export interface AnalyzerBase {
  forBank(own: OwnVocabulary): Analyzer;
}

/** Reads the shared data once; `forBank` is then cheap. */
export function createAnalyzerBase(data: LanguageData, segmenter: Segmenter): AnalyzerBase {
  const normalizeMember = (text: string): string => normalize(text, data.traditional).text;
  const synonyms = parseSynonyms(data.synonyms, normalizeMember).table;
  const names = createNameTable(
    data.names.map(normalizeMember),
    (name) => synonyms.find(name)?.alternatives ?? [],
  );
  const acts = createActTable(data.acts);
  const stopWords = new Set(data.stopWords.map(normalizeMember));
  const cutter: Cutter = { segmenter, shorterWords: createShorterWords(segmenter) };
  const fillers = createWordSet(data.fillerWords.map(normalizeMember));
  return {
    forBank(own) {
      const ownWords = createWordSet([...data.mixedWords, ...own.words].map(normalizeMember));
      return createAnalyzer(data, cutter, {
        names,
        acts,
        stopWords,
        fillers,
        ownWords,
        ownWordList: own.words,
        synonyms: mergeSynonyms(synonyms, parseSynonyms(own.synonyms, normalizeMember).table),
      });
    },
  };
}

/** Grows when texts come to be analysed or turned into terms otherwise than before. */
const REVISION = 2;

/** Cuts remembered; all are dropped when there are more. */
const MOST_CUTS = 20_000;

function createAnalyzer(
  data: LanguageData,
  cutter: Cutter,
  vocabulary: {
    names: NameTable;
    acts: ActTable;
    stopWords: ReadonlySet<string>;
    fillers: WordSet;
    ownWords: WordSet;
    ownWordList: readonly string[];
    synonyms: SynonymTable;
  },
): Analyzer {
  const cuts = new Map<string, readonly Word[]>();
  return {
    fingerprint: [REVISION, cutter.segmenter.name, data.fingerprint, ...vocabulary.ownWordList].join('\n'),
    pinyin: data.pinyin,
    synonyms: vocabulary.synonyms,
    names: vocabulary.names,
    acts: vocabulary.acts,
    isStopWord: (word) => vocabulary.stopWords.has(word),
    normalize: (text) => normalize(text, data.traditional),
    cut(normalized) {
      return (
        cuts.get(normalized) ??
        remember(cuts, normalized, segment(normalized, cutter, vocabulary.ownWords).words, MOST_CUTS)
      );
    },
    analyze(original) {
      const normalized = normalize(original, data.traditional);
      const { words, subWords } = segment(normalized.text, cutter, vocabulary.ownWords);
      return condense(original, normalized, words, subWords, vocabulary.fillers);
    },
  };
}

/** Leaves out spaces and fillers; a text of nothing but fillers keeps them. */
function condense(
  original: string,
  normalized: NormalizedText,
  words: readonly Word[],
  subWords: readonly Word[],
  fillers: WordSet,
): AnalyzedText {
  const isFiller = markFillers(normalized.text, words, fillers);
  const kept = words.filter((word) => !isFiller(word));
  const used = kept.length === 0 ? words : kept;
  let core = '';
  const corePlaces: number[] = [];
  const shifted = used.map((word) => {
    const start = core.length;
    for (let i = word.start; i < word.end; i++) corePlaces.push(i);
    core += word.text;
    return { text: word.text, start, end: core.length };
  });
  const shiftAt = new Map(used.map((word, i) => [word.start, shifted[i]!.start - word.start]));
  const shiftedSubWords: Word[] = [];
  let next = 0;
  for (const word of used) {
    const shift = shiftAt.get(word.start)!;
    while (next < subWords.length && subWords[next]!.start < word.start) next++;
    for (; next < subWords.length && subWords[next]!.end <= word.end; next++) {
      const { text, start, end } = subWords[next]!;
      shiftedSubWords.push({ text, start: start + shift, end: end + shift });
    }
  }
  return { original, normalized, core, corePlaces, words: shifted, subWords: shiftedSubWords };
}

/** Fillers this long are dropped wherever they stand; shorter ones (那个) may mean something inside a question. */
const LONG_FILLER = 3;

function markFillers(text: string, words: readonly Word[], fillers: WordSet): (word: Word) => boolean {
  const ends = new Set(words.map((word) => word.end));
  const lengths = new Array<number>(words.length).fill(0);
  let until = 0;
  words.forEach((word, i) => {
    if (word.start < until) {
      lengths[i] = lengths[i - 1]!;
      return;
    }
    lengths[i] = fillers.longestAt(text, word.start, (end) => ends.has(end));
    until = word.start + lengths[i];
  });
  const first = lengths.findIndex((length) => length === 0);
  const last = lengths.findLastIndex((length) => length === 0);
  const dropped = new Set(
    words.filter((_, i) => lengths[i]! > 0 && (i < first || i > last || lengths[i]! >= LONG_FILLER)),
  );
  return (word) => dropped.has(word);
}
