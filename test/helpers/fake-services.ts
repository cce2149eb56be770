import { AppError } from '../../src/errors.ts';
import type { Caller } from '../../src/service/caller.ts';
import type { Bank, BankSettings } from '../../src/service/ports/bank-store.ts';
import type { HistoryEntry } from '../../src/service/ports/change-log.ts';
import type { ImportRecord } from '../../src/service/ports/import-store.ts';
import type { QuestionContent, StoredQuestion } from '../../src/service/ports/question.ts';
import type { Served } from '../../src/service/served.ts';
import type {
  BankAdministration,
  BankTransfer,
  QuestionAnswering,
  Readiness,
  SearchHit,
  Services,
} from '../../src/service/use-cases.ts';

/** Secrets that the fake knows, by the role they give. */
export const FAKE_KEYS = { owner: 'jd_owner', editor: 'jd_editor', reader: 'jd_reader' } as const;

const NOW = new Date('2025-03-01T02:00:00Z');

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
          index: { status: 'up', banks: [{ name: 'finance', version: 42, questions: 1, ageMs: 5, lag: 0 }] },
        },
      }),
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
  return {
    importFile: async ({ bank: name, fileName, bytes, mode, dryRun }, caller) => {
      await bank.findBank(name);
      if (Buffer.from(bytes).toString('latin1', 0, 2) !== 'PK') {
        throw new AppError('workbook_unreadable', { reason: '不是 xlsx 文件' });
      }
      const record: ImportRecord = {
        id: `i${String(records.size + 1)}`,
        bank: name,
        fileName,
        mode,
        dryRun,
        state: dryRun ? 'validated' : 'published',
        counts: { read: 2, added: 1, updated: 0, unchanged: 0, rejected: 1, removed: 0 },
        findings: [
          {
            level: 'error',
            sheet: '信用卡',
            row: 3,
            column: 'B',
            rule: 'answer_missing',
            message: '没有答案',
          },
        ],
        bankVersion: dryRun ? null : 43,
        createdBy: caller.name,
        createdAt: NOW,
        finishedAt: NOW,
      };
      records.set(record.id, record);
      return record;
    },
    findImport: (id) => {
      const record = records.get(id);
      return record === undefined
        ? Promise.reject(new AppError('import_not_found', { id }))
        : Promise.resolve(record);
    },
    importReport: () => Promise.resolve(Buffer.from('PK report')),
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

class FakeBank implements BankAdministration {
  readonly #banks = new Map<
    string,
    { bank: Bank; questions: Map<string, StoredQuestion>; history: HistoryEntry[] }
  >();
  #words: readonly string[] = [];
  #synonyms: readonly string[] = [];

  constructor() {
    this.#addBank('finance', { title: '金融问答', fallback: '不会' });
    this.#addQuestion('finance', {
      ...EMPTY,
      question: '信用卡如何还款？',
      answer: '在手机银行还。',
      category: '信用卡',
    });
  }

  open(name: string): { bank: Bank; questions: Map<string, StoredQuestion>; history: HistoryEntry[] } {
    const found = this.#banks.get(name);
    if (found === undefined) throw new AppError('bank_not_found', { bank: name });
    return found;
  }

  listBanks(): Promise<Bank[]> {
    return Promise.resolve([...this.#banks.values()].map(({ bank }) => bank));
  }

  async findBank(name: string): Promise<Bank> {
    await Promise.resolve();
    return this.open(name).bank;
  }

  async createBank(name: string, settings: Partial<BankSettings>, caller: Caller): Promise<Bank> {
    demand(caller, 'owner');
    await Promise.resolve();
    if (this.#banks.has(name)) throw new AppError('bank_exists', { bank: name });
    return this.#addBank(name, settings);
  }

  async updateBank(name: string, settings: Partial<BankSettings>): Promise<Bank> {
    await Promise.resolve();
    return Object.assign(this.open(name).bank, settings);
  }

  async removeBank(name: string): Promise<void> {
    await Promise.resolve();
    this.open(name);
    this.#banks.delete(name);
  }

  listQuestions: BankAdministration['listQuestions'] = async (name, filter, sort, { limit, offset }) => {
    await Promise.resolve();
    const all = [...this.open(name).questions.values()].filter(
      ({ category }) => filter.category === undefined || category === filter.category,
    );
    if (sort.descending) all.reverse();
    return { items: all.slice(offset, offset + limit), total: all.length };
  };

  async findQuestion(name: string, id: string): Promise<StoredQuestion> {
    await Promise.resolve();
    const question = this.open(name).questions.get(id);
    if (question === undefined) throw new AppError('question_not_found', { id });
    return question;
  }

  createQuestion: BankAdministration['createQuestion'] = async (name, content, reason, caller) => {
    demand(caller, 'editor');
    await Promise.resolve();
    for (const { question, id } of this.open(name).questions.values()) {
      if (question === content.question) throw new AppError('duplicate_question', { question, id });
    }
    return this.#addQuestion(name, content, reason);
  };

  updateQuestion: BankAdministration['updateQuestion'] = async (
    name,
    id,
    content,
    { expectedVersion, reason },
  ) => {
    const stored = await this.findQuestion(name, id);
    if (expectedVersion !== null && expectedVersion !== stored.version) {
      throw new AppError('version_conflict', { current: stored.version, expected: expectedVersion });
    }
    return Object.assign(stored, content, { version: stored.version + 1, changeReason: reason });
  };

  removeQuestion: BankAdministration['removeQuestion'] = async (name, id) => {
    await this.findQuestion(name, id);
    this.open(name).questions.delete(id);
  };

  upsertQuestions: BankAdministration['upsertQuestions'] = async (name, contents, caller) => {
    if (contents.some(({ externalId }) => externalId === 'taken')) {
      throw new AppError('duplicate_external_id', { externalId: 'taken', id: 'q1' });
    }
    const written = contents.map(async (content) => ({
      outcome: 'added' as const,
      question: await this.createQuestion(name, content, null, caller),
    }));
    return Promise.all(written);
  };

  readVocabulary: BankAdministration['readVocabulary'] = async (name) => {
    await Promise.resolve();
    this.open(name);
    return { words: this.#words, synonyms: this.#synonyms };
  };

  replaceWords: BankAdministration['replaceWords'] = (name, words, caller) => {
    this.#words = words;
    return this.readVocabulary(name, caller);
  };

  replaceSynonyms: BankAdministration['replaceSynonyms'] = (name, synonyms, caller) => {
    this.#synonyms = synonyms;
    return this.readVocabulary(name, caller);
  };

  listHistory: BankAdministration['listHistory'] = async (name, _filter, { limit, offset }) => {
    await Promise.resolve();
    const { history } = this.open(name);
    return { items: history.slice(offset, offset + limit), total: history.length };
  };

  #addBank(name: string, settings: Partial<BankSettings>): Bank {
    const bank: Bank = {
      name,
      title: name,
      answerThreshold: 0.8,
      suggestThreshold: 0.4,
      fallback: '',
      isPublic: true,
      ...settings,
      version: 42,
      createdBy: 'test',
      createdAt: NOW,
      updatedBy: 'test',
      updatedAt: NOW,
    };
    this.#banks.set(name, { bank, questions: new Map(), history: [] });
    return bank;
  }

  #addQuestion(name: string, content: QuestionContent, reason: string | null = null): StoredQuestion {
    const { questions, history } = this.open(name);
    const id = `q${String(questions.size + 1)}`;
    const audit = { createdBy: 'test', createdAt: NOW, updatedBy: 'test', updatedAt: NOW };
    const identity = { id, bank: name, questionKey: content.question, version: 1 };
    const question: StoredQuestion = { ...content, ...identity, ...audit, changeReason: reason };
    questions.set(id, question);
    const version = 43 + history.length;
    const entry = { version, kind: 'added', questionId: id, before: null, after: content } as const;
    history.push({ ...entry, by: 'test', at: NOW, reason, importId: null });
    return question;
  }
}

const EMPTY: QuestionContent = {
  externalId: null,
  question: '',
  answer: '',
  phrasings: [],
  negativePhrasings: [],
  category: null,
  tags: [],
  status: 'published',
  validFrom: null,
  validUntil: null,
  pinned: false,
};

function demand(caller: Caller, role: 'owner' | 'editor'): void {
  const ranks = { owner: 2, editor: 1, reader: 0 };
  if (caller.role === null || ranks[caller.role] < ranks[role]) throw new AppError('forbidden');
}
