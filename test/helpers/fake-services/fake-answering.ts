import { AppError } from '../../../src/errors.ts';
import type { StoredQuestion } from '../../../src/service/ports/question.ts';
import type { Served } from '../../../src/service/served.ts';
import { fingerprintOf } from '../../../src/service/fingerprint.ts';
import type { QuestionAnswering, SearchHit } from '../../../src/service/use-cases/question-answering.ts';
import type { FakeBank } from './fake-bank.ts';
import type { FakeState } from './fake-state.ts';

/** Finds by plain containment; every hit is sure. */
export function fakeAnswering(bank: FakeBank, state: FakeState): QuestionAnswering {
  let asked = 0;

  async function serve<T>(
    name: string | null,
    query: string | null,
    value: (hits: SearchHit[]) => T,
  ): Promise<Served<T>> {
    if (state.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, state.delayMs));
    if (state.failure !== null) throw state.failure as Error;
    const found = bank.open(name ?? 'finance');
    const text = query?.trim() ?? null;
    if (text !== null && !/\p{L}|\p{N}/u.test(text)) throw new AppError('question_empty');
    if (text !== null && Array.from(text).length > 200) {
      const sizes = { limit: 200, actual: Array.from(text).length };
      throw new AppError('question_too_long', sizes, { details: [{ path: 'question', ...sizes }] });
    }
    const hits = [...found.questions.values()].filter(
      ({ question }) => text !== null && question.includes(text),
    );
    const result = value(hits.map(hit));
    return {
      value: result,
      json: JSON.stringify(result),
      fingerprint: fingerprintOf(
        JSON.stringify(result, (key, entry: unknown) => (key === 'queryId' ? undefined : entry)),
      ),
      bank: found.bank.name,
      bankVersion: found.bank.version,
      cache: state.cache,
      degraded: state.degraded,
      timings: { analyseMs: 0.1, retrieveMs: 0.2, rankMs: 0.3 },
    };
  }

  return {
    search: (input) =>
      serve(input.bank, input.query, (hits) => ({
        bank: input.bank ?? 'finance',
        bankVersion: 42,
        query: input.query,
        corrected: null,
        total: hits.length,
        totalIsExact: true,
        limit: input.limit,
        offset: input.offset,
        hits: hits
          .slice(input.offset, input.offset + input.limit)
          .map((each) =>
            input.explain ? { ...each, explanation: [{ feature: 'idf', value: 1, contribution: 1 }] } : each,
          ),
        facets: { category: [{ value: '信用卡', count: hits.length }] },
      })),
    ask: (input) =>
      serve(input.bank, input.question, ([best]) => {
        const queryId = `q${String(++asked)}`;
        if (best === undefined) {
          return {
            queryId,
            outcome: 'none',
            confidence: 0,
            answer: null,
            reason: '',
            suggestions: [],
            fallback: '不会',
          };
        }
        const { id, question, answer: text, category, highlights } = best;
        const answer = { id, question, text, category, highlights };
        return { queryId, outcome: 'answer', confidence: 0.9, answer, reason: best.reason, suggestions: [] };
      }),
    suggest: (input) =>
      serve(input.bank, input.query, (hits) => ({
        suggestions: hits
          .slice(0, input.limit)
          .map(({ id, question, highlights }) => ({ id, question, highlights })),
      })),
    categories: (name) => serve(name, null, () => ({ categories: [{ category: '信用卡', count: 1 }] })),
    categoryQuestions: ({ bank: name, category, limit, offset }) =>
      serve(name, category, (hits) => ({
        items: hits.slice(offset, offset + limit).map(({ id, question }) => ({ id, question })),
        total: hits.length,
        limit,
        offset,
      })),
    feedback: (input) => {
      state.feedback = input;
      return Promise.resolve();
    },
  };
}

function hit({ id, question, answer, category, tags }: StoredQuestion): SearchHit {
  return {
    id,
    question,
    answer,
    category,
    tags,
    tier: 'words',
    confidence: 0.9,
    score: 10,
    matchedPhrasing: null,
    highlights: [[0, 1]],
    reason: '词语相同',
  };
}
