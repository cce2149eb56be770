import {
  analyzeQuery,
  arraysOf,
  BankIndex,
  countCategories,
  createAnalyzerBase,
  decodeAdaptation,
  indexOfArrays,
  listForAdaptation,
  pageOfCategory,
  rank,
  retrieve,
  suggest,
  type Analyzer,
  type LanguageData,
  type OppositePair,
  type QuestionDocument,
  type RankingModel,
  type RankingResources,
  type Segmenter,
} from '../engine/index.ts';
import { createMergingIndex, type MergingIndex, type OnMergeFailed } from './create-merging-index.ts';
import { createJudgingEngine } from './create-judging-engine.ts';
import type { BankVocabulary } from './ports/vocabulary-store.ts';
import { runInTurns } from './run-in-turns.ts';
import type { SearchEngine, SearchIndex } from './search-engine.ts';
import { takeTurns } from './take-turns.ts';

/** What the engine is made of. */
export interface SearchEngineParts {
  readonly language: LanguageData;
  readonly opposites: readonly OppositePair[];
  readonly segmenter: Segmenter;
  readonly model: RankingModel;
  readonly onMergeFailed: OnMergeFailed;
}

/** Wordings ranked: ranking more finds no better ones. */
const CANDIDATES = 120;

/** The engine as the use cases see it, with its product defaults. */
export function createSearchEngine({
  language,
  opposites,
  segmenter,
  model,
  onMergeFailed,
}: SearchEngineParts): SearchEngine {
  const base = createAnalyzerBase(language, segmenter);
  const resourcesWith = (adaptation: string | null): RankingResources => ({
    model,
    opposites,
    adaptation: adaptation === null ? null : decodeAdaptation(adaptation),
  });
  const asSearched = (index: BankIndex, { adaptation }: BankVocabulary): SearchIndex =>
    searchIndexOf(createMergingIndex(index, onMergeFailed), resourcesWith(adaptation ?? null), resourcesWith);
  return {
    ...createJudgingEngine(language, opposites),
    modelVersion: model.version,
    async buildIndex(batches, vocabulary, signal) {
      return asSearched(await build(batches, base.forBank(vocabulary), signal), vocabulary);
    },
    async restoreIndex(arrays, vocabulary) {
      const analyzer = base.forBank(vocabulary);
      const index = indexOfArrays(arrays, analyzer);
      const isAsNow = arrays.analysis === analyzer.fingerprint;
      return asSearched(isAsNow ? index : await build([index.documents()], analyzer), vocabulary);
    },
  };
}

async function build(
  batches: AsyncIterable<Iterable<QuestionDocument>> | Iterable<Iterable<QuestionDocument>>,
  analyzer: Analyzer,
  signal?: AbortSignal,
): Promise<BankIndex> {
  const builder = BankIndex.builder(analyzer);
  const turn = takeTurns({ signal });
  for await (const batch of batches) {
    for (const document of batch) {
      builder.add(document);
      if (turn.isOver) await turn.pass();
    }
  }
  return runInTurns(builder.finish(), turn);
}

function searchIndexOf(
  merging: MergingIndex,
  resources: RankingResources,
  resourcesWith: (adaptation: string | null) => RankingResources,
): SearchIndex {
  let boundaries: readonly number[] | null = null;
  return {
    get size() {
      return merging.index.size;
    },
    documents: () => merging.index.documents(),
    countCategories: (nowMs) => countCategories(merging.index, nowMs),
    pageOfCategory: (category, slice, nowMs) => pageOfCategory(merging.index, category, slice, nowMs),
    arrays: () => arraysOf(merging.index),
    async withChanges(changes) {
      return searchIndexOf(await merging.withChanges(changes), resources, resourcesWith);
    },
    withAdaptation: (adaptation) => searchIndexOf(merging, resourcesWith(adaptation), resourcesWith),
    listForAdaptation: (query, rightId, nowMs) =>
      listForAdaptation(merging.index, query, rightId, nowMs, resources),
    search(query, request) {
      const { index } = merging;
      const started = performance.now();
      const analyzed = analyzeQuery(index, query);
      const analyzedAt = performance.now();
      const candidates = retrieve(index, analyzed, request, CANDIDATES);
      const retrievedAt = performance.now();
      const result = rank(index, analyzed, candidates, request, resources);
      const timings = {
        analyseMs: analyzedAt - started,
        retrieveMs: retrievedAt - analyzedAt,
        rankMs: performance.now() - retrievedAt,
      };
      return { result, timings };
    },
    suggest: (text, limit, nowMs, popularityOf) => suggest(merging.index, text, limit, nowMs, popularityOf),
    validityBoundaryAfter(nowMs) {
      boundaries ??= merging.index.validityBoundaries();
      return boundaries.find((boundary) => boundary > nowMs) ?? null;
    },
  };
}
