import path from 'node:path';
import {
  analyzeQuery,
  BankIndex,
  BARE_DOCUMENT,
  createAnalyzerBase,
  rank,
  retrieve,
  type Analyzer,
  type OwnVocabulary,
  type QuestionDocument,
  type RankingResources,
  type SearchRequest,
  type SearchResult,
} from '../../src/engine/index.ts';
import { loadLanguageData } from '../../src/language/load-language-data.ts';
import { loadRankingModel } from '../../src/language/load-ranking-model.ts';
import { openSegmenter } from '../../src/segmenter/index.ts';
import { createSearchEngine } from '../../src/service/create-search-engine.ts';

export const DATA_FOLDER = path.join(import.meta.dirname, '../../data');

const { language, opposites, userDictionaryFile } = await loadLanguageData(DATA_FOLDER);
const { segmenter } = openSegmenter('auto', userDictionaryFile);
const base = createAnalyzerBase(language, segmenter);

export { language, opposites };
const { model } = await loadRankingModel(path.join(DATA_FOLDER, 'ranking-model.bin'));
/** As the use cases see it. */
export const searchEngine = createSearchEngine({
  ...{ language, opposites, segmenter, model },
  onMergeFailed: (error) => {
    throw error;
  },
});
const RANKING: RankingResources = { model, opposites, adaptation: null };
const EVERYTHING: SearchRequest = {
  category: null,
  tag: null,
  nowMs: 0,
  limit: 50,
  offset: 0,
  explain: false,
};

export function analyzerFor(own: Partial<OwnVocabulary> = {}): Analyzer {
  return base.forBank({ words: [], synonyms: [], ...own });
}

/** A document with the given wording; the answer differs from document to document. */
export function documentOf(
  id: string,
  question: string,
  more: Partial<QuestionDocument> = {},
): QuestionDocument {
  return { ...BARE_DOCUMENT, id, question, answer: `答案 ${id}`, ...more };
}

/** An index of questions with ids q0, q1, … */
export function indexOf(questions: readonly string[], own: Partial<OwnVocabulary> = {}): BankIndex {
  return BankIndex.build(
    questions.map((question, i) => documentOf(`q${i}`, question)),
    analyzerFor(own),
  );
}

export function search(index: BankIndex, text: string, request: Partial<SearchRequest> = {}): SearchResult {
  const whole = { ...EVERYTHING, ...request };
  const query = analyzeQuery(index, text);
  return rank(index, query, retrieve(index, query, whole, 100), whole, RANKING);
}

/** Questions found, best first. */
export function questionsFound(index: BankIndex, text: string): string[] {
  return search(index, text).matches.map(({ document }) => document.question);
}
