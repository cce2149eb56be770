import { BARE_DOCUMENT, isValidAt, type Match, type QuestionDocument } from '../../../src/engine/index.ts';
import type { SearchEngine, SearchIndex } from '../../../src/service/search-engine.ts';

export interface FakeEngine extends SearchEngine {
  /** How often an index was built anew, changed, and taken back from its arrays. */
  readonly built: number;
  readonly changed: number;
  readonly restored: number;
  /** How often an index was searched. */
  readonly searched: number;
  /** What `buildIndex` gives, at once. */
  indexOf(documents: readonly QuestionDocument[]): SearchIndex;
  /** Shapes what a search finds; by default documents whose question contains the query, confidence 0.9. */
  matchesOf: (query: string, documents: readonly QuestionDocument[]) => Match[];
}

/** An engine that finds by plain containment: for tests of what stands around the engine. */
export function createFakeEngine(): FakeEngine {
  let built = 0;
  let changed = 0;
  let restored = 0;
  let searched = 0;

  const indexOfMap = (documents: ReadonlyMap<string, QuestionDocument>): SearchIndex => ({
    size: documents.size,
    documents: () => documents.values(),
    countCategories(nowMs) {
      const counts = new Map<string, number>();
      for (const document of documents.values()) {
        const { category } = document;
        if (category !== null && isValidAt(document, nowMs))
          counts.set(category, (counts.get(category) ?? 0) + 1);
      }
      return counts;
    },
    pageOfCategory(category, { limit, offset }, nowMs) {
      const all = [...documents.values()].filter(
        (document) => document.category === category && isValidAt(document, nowMs),
      );
      const sorted = [...all.filter(({ pinned }) => pinned), ...all.filter(({ pinned }) => !pinned)];
      return { documents: sorted.slice(offset, offset + limit), total: all.length };
    },
    arrays: () => {
      const content = new TextEncoder().encode(JSON.stringify([...documents.values()]));
      return { layout: 1, analysis: 'fake', segments: [{ content }] };
    },
    withChanges({ put, removed }) {
      changed++;
      const next = new Map(documents);
      for (const document of put) next.set(document.id, document);
      for (const id of removed) next.delete(id);
      return Promise.resolve(indexOfMap(next));
    },
    search(query, { limit, offset }) {
      searched++;
      const matches = engine.matchesOf(query, [...documents.values()]);
      return {
        result: {
          total: matches.length,
          totalIsExact: true,
          matches: matches.slice(offset, offset + limit),
          corrected: null,
          categories: [],
        },
        timings: { analyseMs: 0.1, retrieveMs: 0.2, rankMs: 0.3 },
      };
    },
    withAdaptation: () => indexOfMap(documents),
    listForAdaptation: () => null,
    suggest: (text, limit) =>
      [...documents.values()]
        .filter(({ question }) => question.includes(text))
        .slice(0, limit)
        .map(({ id, question }) => ({ id, question, highlights: [] })),
    validityBoundaryAfter(nowMs) {
      const times = [...documents.values()].flatMap(({ validFromMs, validUntilMs }) => [
        validFromMs,
        validUntilMs,
      ]);
      const ahead = times.filter((time) => time !== null && time > nowMs) as number[];
      return ahead.length === 0 ? null : Math.min(...ahead);
    },
  });

  const engine: FakeEngine = {
    get built() {
      return built;
    },
    get changed() {
      return changed;
    },
    get restored() {
      return restored;
    },
    get searched() {
      return searched;
    },
    modelVersion: 'fake',
    matchesOf: (query, documents) =>
      documents.filter(({ question }) => question.includes(query)).map((document) => matchOf(document)),
    indexOf: (documents) => indexOfMap(new Map(documents.map((document) => [document.id, document]))),
    async buildIndex(batches) {
      built++;
      const documents: QuestionDocument[] = [];
      for await (const batch of batches) documents.push(...batch);
      return engine.indexOf(documents);
    },
    restoreIndex({ segments }) {
      restored++;
      const documents = JSON.parse(new TextDecoder().decode(segments[0]!['content'])) as QuestionDocument[];
      return Promise.resolve(engine.indexOf(documents));
    },
    unifySynonyms: (text) => text,
    readAssertions: (text) => ({ text, quantities: [], dates: [], verdict: null }),
    findContradiction: () => null,
    normalizeForIdentity: (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
  };
  return engine;
}

/** A match as the engine would give it. */
export function matchOf(document: QuestionDocument, parts: Partial<Match> = {}): Match {
  return {
    document,
    tier: 'words',
    confidence: 0.9,
    score: 1,
    matchedPhrasing: null,
    highlights: [],
    reason: '词语相同',
    guards: [],
    explanation: [{ feature: 'coverage', value: 1, contribution: 1 }],
    ...parts,
  };
}

/** A document with these parts and plain values for the others. */
export function documentOf(parts: Partial<QuestionDocument> & { id: string }): QuestionDocument {
  return { ...BARE_DOCUMENT, question: `问题 ${parts.id}`, answer: `答案 ${parts.id}`, ...parts };
}
