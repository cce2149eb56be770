import type { BankSettings } from '../../src/service/ports/bank-store.ts';
import type { QuestionChange } from '../../src/service/ports/question-store.ts';
import type { Audit, QuestionContent } from '../../src/service/ports/question.ts';
import type { Store } from '../../src/service/ports/store.ts';
import { NEW_QUESTION_DEFAULTS } from '../../src/service/question-content.ts';

/** Stores over one database that is made for a suite and removed after it. */
export interface StoreHarness {
  /** A store of its own over the database, with its own connections; closed with the harness. */
  open(): Store;
  /** Runs a statement as another program would, over a connection of its own. */
  runSql(statement: string): Promise<void>;
  remove(): Promise<void>;
}

/** How the suites reach the harness and its first store, which exist from `beforeAll` on. */
export interface SuiteContext {
  readonly store: Store;
  readonly harness: StoreHarness;
}

export const settings: BankSettings = {
  title: '金融问答',
  answerThreshold: 0.82,
  suggestThreshold: 0.35,
  fallback: '请拨打客服热线',
  isPublic: true,
};

export const audit: Audit = {
  by: '张三',
  at: new Date('2026-03-01T08:30:00.123Z'),
  reason: '首次录入',
  importId: null,
};

export function contentOf(question: string, over: Partial<QuestionContent> = {}): QuestionContent {
  return { ...NEW_QUESTION_DEFAULTS, question, answer: `答：${question}`, ...over };
}

/** The change that adds a question whose key is its wording. */
export function add(question: string, over: Partial<QuestionContent> = {}): QuestionChange {
  return { kind: 'add', content: contentOf(question, over), questionKey: question };
}

export function update(
  id: string,
  question: string,
  over: Partial<QuestionContent> = {},
  expectedVersion: number | null = null,
): QuestionChange {
  return { kind: 'update', id, content: contentOf(question, over), questionKey: question, expectedVersion };
}

export function remove(id: string, expectedVersion: number | null = null): QuestionChange {
  return { kind: 'remove', id, expectedVersion };
}

let banks = 0;

/** A new empty bank at version 1. @returns its name */
export async function newBank(store: Store): Promise<string> {
  const name = `bank-${++banks}`;
  await store.createBank(name, settings, audit);
  return name;
}

/** Adds questions and returns their ids. */
export async function addAll(store: Store, bank: string, ...changes: QuestionChange[]): Promise<string[]> {
  const { questions } = await store.applyQuestionChanges(bank, changes, audit);
  return questions.map((question) => question!.id);
}
