import { say } from '../../said.ts';
import { invalidValue } from '../invalid-value.ts';
import type { LiveIndexes } from '../index-keeper/index-keeper.ts';
import type { LiveBank } from '../index-keeper/live-bank.ts';
import { QUERY_ID_LIMIT } from '../limits.ts';
import { newUlid } from '../new-ulid.ts';
import type { Cache } from '../ports/cache.ts';
import type { Clock } from '../ports/clock.ts';
import type { FeedbackStore } from '../ports/feedback-store.ts';
import type { Served } from '../served.ts';
import type { QuestionAnswering } from '../use-cases/question-answering.ts';
import { visibleLine, visibleName } from '../visible-text.ts';
import { ask, type Decided } from './ask.ts';
import { createBankFinder } from './bank-finder.ts';
import { categories } from './categories.ts';
import { categoryQuestions } from './category-questions.ts';
import { cleanQuery } from './clean-query.ts';
import { createPopularity } from './popularity.ts';
import { createRecentAsks } from './recent-asks.ts';
import { createResultCache, encode, type Cached } from './result-cache.ts';
import { search } from './search.ts';
import { suggest } from './suggest.ts';

export interface AnsweringDependencies {
  keeper: LiveIndexes;
  /** For results; null: none are kept. */
  cache: Cache | null;
  /** For what was asked lately; best a cache of its own, since there is an entry for every ask. */
  recentAsks: Cache;
  store: Pick<FeedbackStore, 'recordFeedback'>;
  clock: Clock;
}

export interface AnsweringOptions {
  /** The bank of requests that name none; default: the only one the caller may search. */
  defaultBank?: string | null;
  /** First part of cache keys: name of the engine, its data and the format of results; default `v1`. */
  cacheNamespace?: string;
  /** How long results are kept, default 10 minutes. */
  cacheTtlMs?: number;
  /** How long empty results are kept, default 30 seconds. */
  emptyCacheTtlMs?: number;
  /** How long feedback can be joined to an ask, default 1 hour. */
  recentAskTtlMs?: number;
}

/** What users do, answered from the live indexes and the cache. */
export function createAnswering(
  { keeper, cache, recentAsks, store, clock }: AnsweringDependencies,
  {
    defaultBank = null,
    cacheNamespace = 'v1',
    cacheTtlMs = 600_000,
    emptyCacheTtlMs = 30_000,
    recentAskTtlMs = 3_600_000,
  }: AnsweringOptions = {},
): QuestionAnswering {
  const findBank = createBankFinder(keeper, defaultBank);
  const asks = createRecentAsks(recentAsks, recentAskTtlMs);
  const popularity = createPopularity();
  const results = createResultCache(cache, clock, {
    namespace: cacheNamespace,
    ttlMs: cacheTtlMs,
    emptyTtlMs: emptyCacheTtlMs,
  });

  /** Only what is computed counts: the same words asked again within the life of the cache do not. */
  const counted = ({ bank }: LiveBank, decided: Decided, nowMs: number): Decided => {
    const { answer } = decided.value;
    if (answer !== null) popularity.count(bank.name, answer.id, nowMs);
    return decided;
  };

  const served = <T>({ bank }: LiveBank, cached: Cached, json = cached.json): Served<T> => ({
    get value() {
      return JSON.parse(json) as T;
    },
    json,
    fingerprint: cached.fingerprint,
    bank: bank.name,
    bankVersion: bank.version,
    cache: cached.cache,
    degraded: whatIsAway(keeper.storeAway, cache?.degraded === true),
    timings: cached.timings,
  });

  return {
    async search(given, caller) {
      const query = cleanQuery(given.query, 'q');
      const live = findBank(given.bank, caller);
      const input = { ...given, category: visibleName(given.category), tag: visibleName(given.tag) };
      const { limit, offset, category, tag, explain } = input;
      const compute = (nowMs: number) => search(live, query, input, nowMs);
      if (explain) return served(live, encode(compute(clock.now().getTime()), 'bypass'));
      return served(
        live,
        await results.serve(live, 'search', [query, limit, offset, category, tag], compute),
      );
    },

    async ask({ question, bank, limit }, caller) {
      const query = cleanQuery(question, 'question');
      const live = findBank(bank, caller);
      const cached = await results.serve(live, 'ask', [query, limit], (nowMs) =>
        counted(live, ask(live, query, limit, nowMs), nowMs),
      );
      const queryId = newUlid(clock.now().getTime());
      asks.remember(queryId, { bank: live.bank.name, query });
      return served(live, cached, `{"queryId":"${queryId}",${cached.json.slice(1)}`);
    },

    async suggest(input, caller) {
      const query = cleanQuery(input.query, 'q');
      const live = findBank(input.bank, caller);
      const cached = await results.serve(live, 'suggest', [query, input.limit], (nowMs) =>
        suggest(live, query, input.limit, nowMs, popularity),
      );
      return served(live, cached);
    },

    async categories(bank, caller) {
      const live = findBank(bank, caller);
      return served(live, await results.serve(live, 'categories', [], (nowMs) => categories(live, nowMs)));
    },

    async categoryQuestions(input, caller) {
      const live = findBank(input.bank, caller);
      const slice = { ...input, category: visibleLine(input.category) };
      const { category, limit, offset } = slice;
      const cached = await results.serve(live, 'category-questions', [category, limit, offset], (nowMs) =>
        categoryQuestions(live, slice, nowMs),
      );
      return served(live, cached);
    },

    async feedback({ queryId, questionId, verdict }) {
      if (queryId === '' || queryId.length > QUERY_ID_LIMIT) {
        const message = say(`应为 1–${QUERY_ID_LIMIT} 个字符`, `must have 1–${QUERY_ID_LIMIT} characters`);
        throw invalidValue([{ path: 'queryId', message, limit: QUERY_ID_LIMIT, actual: queryId.length }]);
      }
      const recent = await asks.recall(queryId);
      await store.recordFeedback({
        queryId,
        bank: recent?.bank ?? null,
        query: recent?.query ?? null,
        questionId,
        verdict,
        at: clock.now(),
      });
    },
  };
}

const NOTHING_AWAY: Served<unknown>['degraded'] = [];

function whatIsAway(store: boolean, cache: boolean): Served<unknown>['degraded'] {
  if (!store && !cache) return NOTHING_AWAY;
  return [...(store ? ['store' as const] : []), ...(cache ? ['cache' as const] : [])];
}
