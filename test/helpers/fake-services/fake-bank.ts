import { AppError } from '../../../src/errors.ts';
import type { Caller } from '../../../src/service/caller.ts';
import type { Bank, BankSettings } from '../../../src/service/ports/bank-store.ts';
import type { HistoryEntry } from '../../../src/service/ports/change-log.ts';
import type { QuestionContent, StoredQuestion } from '../../../src/service/ports/question.ts';
import { NEW_QUESTION_DEFAULTS } from '../../../src/service/question-content.ts';
import type { BankAdministration, Upserted } from '../../../src/service/use-cases/bank-administration.ts';

/** The time of everything that the fakes make. */
export const NOW = new Date('2025-03-01T02:00:00Z');

/** Banks in memory, one of them with a question: enough to see that a door passes everything on. */
export class FakeBank implements BankAdministration {
  readonly #banks = new Map<
    string,
    { bank: Bank; questions: Map<string, StoredQuestion>; history: HistoryEntry[] }
  >();
  #words: readonly string[] = [];
  #synonyms: readonly string[] = [];

  constructor() {
    this.#addBank('finance', { title: '金融问答', fallback: '不会' });
    this.#addQuestion('finance', {
      ...NEW_QUESTION_DEFAULTS,
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
    const upserted = contents.map(async (content): Promise<Upserted> => {
      const { externalId } = content;
      if (externalId === 'taken') {
        return {
          outcome: 'rejected',
          error: new AppError('duplicate_external_id', { externalId, id: 'q1' }),
        };
      }
      return { outcome: 'added', question: await this.createQuestion(name, content, null, caller) };
    });
    return Promise.all(upserted);
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
    history.push({ ...entry, by: 'test', at: NOW, reason, importId: null, source: null });
    return question;
  }
}

function demand(caller: Caller, role: 'owner' | 'editor'): void {
  const ranks = { owner: 2, editor: 1, reader: 0 };
  if (caller.role === null || ranks[caller.role] < ranks[role]) throw new AppError('forbidden');
}
