import {
  analyzeQuery,
  BankIndex,
  createAnalyzerBase,
  decodeAdaptation,
  listForAdaptation,
  rank,
  retrieve,
  suggest,
  type LanguageData,
  type OppositePair,
  type QuestionDocument,
  type RankingModel,
  type RankingResources,
  type SearchRequest,
  type Segmenter,
} from '../engine/index.ts';
import { createJudgingEngine } from './create-judging-engine.ts';
import { runInTurns } from './run-in-turns.ts';
import type { SearchEngine, SearchIndex } from './search-engine.ts';
import { takeTurns } from './take-turns.ts';

/** What the engine is made of. */
export interface SearchEngineParts {
  readonly language: LanguageData;
  readonly opposites: readonly OppositePair[];
  readonly segmenter: Segmenter;
  readonly model: RankingModel;
}

/** Wordings ranked at least, and for each question that the page reaches to: ranking more finds no better ones. */
const LEAST_CANDIDATES = 60;
const CANDIDATES_PER_QUESTION = 3;

/** The engine as the use cases see it, with its product defaults. */
export function createSearchEngine({
  language,
  opposites,
  segmenter,
  model,
}: SearchEngineParts): SearchEngine {
  const base = createAnalyzerBase(language, segmenter);
  const resourcesWith = (adaptation: string | null): RankingResources => ({
    model,
    opposites,
    adaptation: adaptation === null ? null : decodeAdaptation(adaptation),
  });
  return {
    ...createJudgingEngine(language.traditional, opposites),
    modelVersion: model.version,
    async buildIndex(batches, vocabulary) {
      const builder = BankIndex.builder(base.forBank(vocabulary));
      const turn = takeTurns();
      for await (const batch of batches) {
        for (const document of batch) {
          builder.add(document);
          if (turn.isOver) await turn.pass();
        }
      }
      const index = await runInTurns(builder.finish(), turn);
      return searchIndexOf(index, resourcesWith(vocabulary.adaptation ?? null), resourcesWith);
    },
  };
}

function searchIndexOf(
  index: BankIndex,
  resources: RankingResources,
  resourcesWith: (adaptation: string | null) => RankingResources,
): SearchIndex {
  let boundaries: readonly number[] | null = null;
  return {
    size: index.size,
    documents: () => index.documents(),
    async withChanges(changes) {
      const changed = await runInTurns(index.withChangesInSteps(changes));
      return searchIndexOf(changed, resources, resourcesWith);
    },
    withAdaptation: (adaptation) => searchIndexOf(index, resourcesWith(adaptation), resourcesWith),
    listForAdaptation: (query, rightId, nowMs) => listForAdaptation(index, query, rightId, nowMs, resources),
    search(query, request) {
      const started = performance.now();
      const analyzed = analyzeQuery(index, query);
      const analyzedAt = performance.now();
      const candidates = retrieve(index, analyzed, request, candidatesFor(request));
      const retrievedAt = performance.now();
      const result = rank(index, analyzed, candidates, request, resources);
      const timings = {
        analyseMs: analyzedAt - started,
        retrieveMs: retrievedAt - analyzedAt,
        rankMs: performance.now() - retrievedAt,
      };
      return { result, timings };
    },
    suggest: (text, limit, nowMs, popularityOf) => suggest(index, text, limit, nowMs, popularityOf),
    validityBoundaryAfter(nowMs) {
      boundaries ??= validityBoundaries(index.documents());
      return boundaries.find((boundary) => boundary > nowMs) ?? null;
    },
  };
}

function candidatesFor({ offset, limit }: SearchRequest): number {
  return Math.max(LEAST_CANDIDATES, CANDIDATES_PER_QUESTION * (offset + limit));
}

/** Every time at which a document begins or ceases to be valid, earliest first. */
function validityBoundaries(documents: Iterable<QuestionDocument>): number[] {
  const times = new Set<number>();
  for (const { validFromMs, validUntilMs } of documents) {
    if (validFromMs !== null) times.add(validFromMs);
    if (validUntilMs !== null) times.add(validUntilMs);
  }
  return [...times].sort((a, b) => a - b);
}
