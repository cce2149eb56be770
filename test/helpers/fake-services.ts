import { AppError } from '../../src/errors.ts';
import type { AdaptationRun } from '../../src/service/ports/adaptation-store.ts';
import type { BankAdaptation } from '../../src/service/use-cases/bank-adaptation.ts';
import type { ImportChange, ImportRecord, ImportStatus } from '../../src/service/ports/import-store.ts';
import { NEW_QUESTION_DEFAULTS } from '../../src/service/question-content.ts';
import type { StoredQuestion } from '../../src/service/ports/question.ts';
import type { Served } from '../../src/service/served.ts';
import type { GoldenQuestion } from '../../src/service/ports/golden-store.ts';
import type { GoldenQuestions } from '../../src/service/use-cases/golden-questions.ts';
import type { BankTransfer } from '../../src/service/use-cases/bank-transfer.ts';
import type { QuestionAnswering, SearchHit } from '../../src/service/use-cases/question-answering.ts';
import type { Readiness } from '../../src/service/use-cases/readiness.ts';
import type { Services } from '../../src/service/use-cases/services.ts';
import { FakeBank, NOW } from './fake-bank.ts';

/** Secrets that the fake knows, by the role they give. */
export const FAKE_KEYS = { owner: 'jd_owner', editor: 'jd_editor', reader: 'jd_reader' } as const;

/** What tests may turn. */
export interface FakeState {
  ready: boolean;
  cache: Served<unknown>['cache'];
  degraded: ('store' | 'cache')[];
  /** Thrown by the next call that answers a user. */
  failure: unknown;
  /** Milliseconds that answering takes. */
  delayMs: number;
  /** What the last feedback said. */
  feedback: unknown;
}

export interface FakeServices extends Services {
  state: FakeState;
}

/** Small in-memory services: enough of each use case to see that a door passes everything on. */
export function fakeServices(): FakeServices {
  const state: FakeState = {
    ready: true,
    cache: 'miss',
    degraded: [],
    failure: null,
    delayMs: 0,
    feedback: null,
  };
  const bank = new FakeBank();
  return {
    state,
    answering: fakeAnswering(bank, state),
    administration: bank,
    transfer: fakeTransfer(bank),
    adaptation: fakeAdaptation(),
    golden: fakeGolden(),
    keys: {
      createKey: () => Promise.reject(new Error('not part of this fake')),
      listKeys: () => Promise.resolve([]),
      revokeKey: () => Promise.resolve(false),
      authenticate: (secret) => {
        const role = (['owner', 'editor', 'reader'] as const).find((known) => FAKE_KEYS[known] === secret);
        if (role === undefined) return Promise.reject(new AppError('unauthenticated'));
        return Promise.resolve({ name: `key:${role}`, role, banks: null });
      },
    },
    readiness: () =>
      Promise.resolve<Readiness>({
        ready: state.ready,
        parts: {
          store: { status: state.ready ? 'up' : 'down' },
          cache: { status: 'up' },
          segmenter: { status: 'up', name: 'fake' },
          ranking: { status: 'up', name: 'fake' },
          index: { status: 'up', banks: [{ name: 'finance', version: 42, questions: 1, ageMs: 5, lag: 0 }] },
        },
      }),
  };
}

/** The bank `finance` has one golden question, which it misses. */
function fakeGolden(): GoldenQuestions {
  let golden: readonly GoldenQuestion[] = [{ query: '卡丢了咋整', question: 'q1' }];
  const known = <T>(bank: string, found: () => T): Promise<T> =>
    bank === 'finance' ? Promise.resolve(found()) : Promise.reject(new AppError('bank_not_found', { bank }));
  return {
    list: (bank) => known(bank, () => [...golden]),
    replace: (bank, given) => known(bank, () => [...(golden = given)]),
    check: (bank) =>
      known(bank, () => ({
        ...{ bank, bankVersion: 42, total: golden.length, hits: 0, answered: 0 },
        misses: golden.map((each) => ({ ...each, reason: 'not_found' as const, place: null, first: null })),
      })),
  };
}

/** The bank `finance` has learned from itself once. */
function fakeAdaptation(): BankAdaptation {
  const measured = { recallAt1: 0.5, mrrAt10: 0.6 };
  const figures = { examples: 60, fromUsers: 1, before: measured, after: measured, scaled: false };
  const run: AdaptationRun = {
    ...{ id: '01JQ3Z8M4D0000000000000009', bank: 'finance', state: 'kept', figures },
    ...{ by: 'admin', at: NOW, endedAt: NOW },
  };
  const demand = (bank: string) =>
    bank === run.bank ? Promise.resolve(run) : Promise.reject(new AppError('bank_not_found', { bank }));
  return {
    adapt: demand,
    begin: demand,
    find: demand,
    undo: async (bank) => {
      await demand(bank);
    },
  };
}

function fakeAnswering(bank: FakeBank, state: FakeState): QuestionAnswering {
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
      stableJson: JSON.stringify(result, (key, entry: unknown) => (key === 'queryId' ? undefined : entry)),
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

function fakeTransfer(bank: FakeBank): BankTransfer {
  const records = new Map<string, ImportRecord>();
  const listeners: ((status: ImportStatus) => void)[] = [];
  const find = (id: string): ImportRecord => {
    const record = records.get(id);
    if (record === undefined) throw new AppError('import_not_found', { id });
    return record;
  };
  const complete = (record: ImportRecord): ImportRecord => {
    const ended: ImportRecord = {
      ...record,
      state: record.dryRun ? 'validated' : 'published',
      counts: { read: 2, added: 1, updated: 0, unchanged: 0, rejected: 1, removed: 0 },
      findings: [
        {
          level: 'error',
          sheet: '信用卡',
          row: 3,
          column: 'B',
          cell: 'B3',
          rule: 'answer_missing',
          found: '没有答案',
          expected: '请填写答案',
          fix: null,
        },
      ],
      checkedVersion: 42,
      bankVersion: record.dryRun ? null : 43,
      finishedAt: NOW,
    };
    records.set(record.id, ended);
    for (const listener of listeners) listener(ended);
    return ended;
  };
  return {
    submitImport: async ({ bank: name, fileName, mode, dryRun, strict, extraColumns, publishAt }, caller) => {
      await bank.findBank(name);
      const record: ImportRecord = {
        id: `i${String(records.size + 1)}`,
        bank: name,
        fileName,
        mode,
        dryRun,
        strict: strict === true,
        extraColumns: extraColumns ?? 'ignore',
        publishAt: publishAt ?? null,
        state: 'queued',
        progress: null,
        error: null,
        counts: { read: 0, added: 0, updated: 0, unchanged: 0, rejected: 0, removed: 0 },
        findings: [],
        checkedVersion: null,
        bankVersion: null,
        createdBy: caller.name,
        createdAt: NOW,
        finishedAt: null,
      };
      records.set(record.id, record);
      return record;
    },
    completeImport: async (id) => Promise.resolve(complete(find(id))),
    findImport: async (id) => Promise.resolve(find(id)),
    followImport: async function* (id) {
      const progress = { phase: 'judging', done: 1, total: 2, rowsPerSecond: 100 } as const;
      yield await Promise.resolve({ ...find(id), state: 'running' as const, progress });
      yield complete(find(id));
    },
    cancelImport: async (id) => {
      const record = find(id);
      if (record.state !== 'queued') throw new AppError('import_conflict', { state: record.state });
      records.set(id, { ...record, state: 'cancelled', finishedAt: NOW });
      return Promise.resolve(find(id));
    },
    publishImport: async (id, { force }) => {
      const record = find(id);
      if (record.state !== 'validated') throw new AppError('import_conflict', { state: record.state });
      if (!force) throw new AppError('import_outdated', { seen: 42, current: 43 });
      records.set(id, { ...record, dryRun: false, state: 'queued' });
      return Promise.resolve(find(id));
    },
    undoImport: async (id, { partial }) => {
      const record = find(id);
      if (record.state !== 'published') throw new AppError('import_conflict', { state: record.state });
      const question = '信用卡如何还款？';
      if (!partial) {
        const details = [{ path: 'q1', message: question }];
        throw new AppError('undo_conflict', { count: 1 }, { details });
      }
      const undone: ImportRecord = { ...record, state: 'undone' };
      records.set(id, undone);
      const kept = [{ questionId: 'q1', question, reason: 'changed' as const }];
      return Promise.resolve({ import: undone, restored: 1, kept });
    },
    listImportChanges: async (id, kind, { limit, offset }) => {
      const content = { ...NEW_QUESTION_DEFAULTS, question: '信用卡如何还款？', answer: '柜台还款。' };
      const change: ImportChange = {
        kind,
        place: { sheet: '信用卡', row: 2 },
        questionId: 'q1',
        before: content,
        after: { ...content, answer: '手机还款。', tags: ['还款'] },
        question: content.question,
      };
      find(id);
      return Promise.resolve({ items: [change].slice(offset, offset + limit), total: 1 });
    },
    onImportEnded: (listener) => {
      listeners.push(listener);
    },
    async *importReport() {
      yield await Promise.resolve(Buffer.from('PK report'));
    },
    async *importTemplate() {
      yield await Promise.resolve(Buffer.from('PK template'));
    },
    exportBank: async function* (name, format) {
      const { questions } = bank.open(name);
      await bank.findBank(name);
      for (const question of questions.values()) {
        yield Buffer.from(
          format === 'ndjson' ? `${JSON.stringify({ question: question.question })}\n` : question.question,
        );
      }
    },
  };
}
