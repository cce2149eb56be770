import type { Tier } from '../engine/index.ts';
import type { Caller } from './caller.ts';
import type { Bank, BankSettings } from './ports/bank-store.ts';
import type { HistoryEntry } from './ports/change-log.ts';
import type { FeedbackVerdict } from './ports/feedback-store.ts';
import type { ImportMode, ImportRecord } from './ports/import-store.ts';
import type { ApiKey, KeyRole } from './ports/key-store.ts';
import type { Page, PageRequest, QuestionFilter, QuestionSortField } from './ports/question-store.ts';
import type { QuestionContent, StoredQuestion } from './ports/question.ts';
import type { BankVocabulary } from './ports/vocabulary-store.ts';
import type { Served } from './served.ts';

type Span = readonly [start: number, end: number];

export interface SearchInput {
  query: string;
  /** Null: the default bank. */
  bank: string | null;
  limit: number;
  offset: number;
  category: string | null;
  tag: string | null;
  explain: boolean;
}

export interface SearchHit {
  id: string;
  question: string;
  answer: string;
  category: string | null;
  tags: readonly string[];
  tier: Tier;
  confidence: number;
  score: number;
  matchedPhrasing: string | null;
  highlights: readonly Span[];
  reason: string;
  /** Present only when asked for. */
  explanation?: readonly { feature: string; value: number; contribution: number }[];
}

/** The body of GET /api/v1/search. */
export interface SearchOutput {
  bank: string;
  bankVersion: number;
  query: string;
  corrected: string | null;
  total: number;
  totalIsExact: boolean;
  limit: number;
  offset: number;
  hits: readonly SearchHit[];
  facets: { category: readonly { value: string; count: number }[] };
}

export interface AskInput {
  question: string;
  bank: string | null;
  /** Most suggestions wanted, 1–10. */
  limit: number;
  channel: string | null;
  userId: string | null;
}

/** The body of /api/v1/ask. */
export interface AskOutput {
  queryId: string;
  outcome: 'answer' | 'suggest' | 'none';
  confidence: number;
  answer: {
    id: string;
    question: string;
    text: string;
    category: string | null;
    highlights: readonly Span[];
  } | null;
  reason: string;
  suggestions: readonly SearchHit[];
  /** The bank's fallback text; only with outcome `none`. */
  fallback?: string;
}

export interface SuggestOutput {
  suggestions: readonly { id: string; question: string; highlights: readonly Span[] }[];
}

export interface CategoriesOutput {
  categories: readonly { category: string; count: number }[];
}

export interface CategoryQuestionsInput {
  category: string;
  /** Null: the default bank. */
  bank: string | null;
  limit: number;
  offset: number;
}

/** The body of GET /api/v1/categories/{category}/questions. */
export interface CategoryQuestionsOutput {
  items: readonly { id: string; question: string }[];
  total: number;
  limit: number;
  offset: number;
}

/** What users do. All of them answer from memory and never wait for the database. */
export interface QuestionAnswering {
  /** @throws AppError `bank_not_found`, `question_empty`, `question_too_long`, `not_ready`, `forbidden` */
  search(input: SearchInput, caller: Caller): Promise<Served<SearchOutput>>;
  /** As `search`. A fresh `queryId` is given even to cached answers. */
  ask(input: AskInput, caller: Caller): Promise<Served<AskOutput>>;
  suggest(
    input: { query: string; bank: string | null; limit: number },
    caller: Caller,
  ): Promise<Served<SuggestOutput>>;
  categories(bank: string | null, caller: Caller): Promise<Served<CategoriesOutput>>;
  /** Empty for a category that nothing is in. */
  categoryQuestions(input: CategoryQuestionsInput, caller: Caller): Promise<Served<CategoryQuestionsOutput>>;
  feedback(input: { queryId: string; questionId: string | null; verdict: FeedbackVerdict }): Promise<void>;
}

/** What administrators do. Writes return once committed and found by searches of this process. */
export interface BankAdministration {
  listBanks(caller: Caller): Promise<Bank[]>;
  findBank(bank: string, caller: Caller): Promise<Bank>;
  createBank(name: string, settings: Partial<BankSettings>, caller: Caller): Promise<Bank>;
  updateBank(bank: string, settings: Partial<BankSettings>, caller: Caller): Promise<Bank>;
  removeBank(bank: string, caller: Caller): Promise<void>;

  listQuestions(
    bank: string,
    filter: QuestionFilter,
    sort: { by: QuestionSortField; descending: boolean },
    page: PageRequest,
    caller: Caller,
  ): Promise<Page<StoredQuestion>>;
  findQuestion(bank: string, id: string, caller: Caller): Promise<StoredQuestion>;
  createQuestion(
    bank: string,
    content: QuestionContent,
    reason: string | null,
    caller: Caller,
  ): Promise<StoredQuestion>;
  /** `content` holds the fields to change; a PUT passes all of them. `expectedVersion` null: whatever it is. */
  updateQuestion(
    bank: string,
    id: string,
    content: Partial<QuestionContent>,
    write: { expectedVersion: number | null; reason: string | null },
    caller: Caller,
  ): Promise<StoredQuestion>;
  removeQuestion(
    bank: string,
    id: string,
    write: { expectedVersion: number | null; reason: string | null },
    caller: Caller,
  ): Promise<void>;
  /** Upserts by external id, else by wording; one result for each line, in order. */
  upsertQuestions(
    bank: string,
    contents: readonly QuestionContent[],
    caller: Caller,
  ): Promise<{ outcome: 'added' | 'updated' | 'unchanged'; question: StoredQuestion }[]>;

  readVocabulary(bank: string, caller: Caller): Promise<BankVocabulary>;
  replaceWords(bank: string, words: readonly string[], caller: Caller): Promise<BankVocabulary>;
  /** @throws AppError `invalid_value` naming the line that is not a group */
  replaceSynonyms(bank: string, synonyms: readonly string[], caller: Caller): Promise<BankVocabulary>;

  listHistory(
    bank: string,
    filter: { questionId?: string; importId?: string },
    page: PageRequest,
    caller: Caller,
  ): Promise<Page<HistoryEntry>>;
}

/** Imports and exports of whole banks as files. */
export interface BankTransfer {
  importFile(
    input: {
      bank: string;
      fileName: string;
      bytes: Uint8Array;
      mode: ImportMode;
      dryRun: boolean;
      /** Creates a bank that is missing, once there is something to put in it. Default: `bank_not_found`. */
      createMissingBank?: boolean;
    },
    caller: Caller,
    onProgress?: (done: number, total: number) => void,
  ): Promise<ImportRecord>;
  findImport(id: string, caller: Caller): Promise<ImportRecord>;
  /** The findings of an import as a workbook. */
  importReport(id: string, caller: Caller): Promise<Uint8Array>;
  exportBank(bank: string, format: 'xlsx' | 'csv' | 'ndjson', caller: Caller): AsyncIterable<Uint8Array>;
}

export interface KeyAdministration {
  /** The secret is shown this once. */
  createKey(input: {
    name: string;
    role: KeyRole;
    banks: readonly string[] | null;
  }): Promise<{ key: ApiKey; secret: string }>;
  listKeys(): Promise<ApiKey[]>;
  revokeKey(id: string): Promise<boolean>;
  /** The caller behind a bearer token. @throws AppError `unauthenticated` */
  authenticate(secret: string): Promise<Caller>;
}

export interface PartHealth {
  status: 'up' | 'degraded' | 'down';
  /** What an operator should know, in Chinese. */
  message?: string;
  [detail: string]: unknown;
}

/** The body of /readyz. */
export interface Readiness {
  ready: boolean;
  parts: {
    store: PartHealth;
    cache: PartHealth;
    segmenter: PartHealth;
    ranking: PartHealth;
    /** With `banks`: name, version, questions, ageMs (since last caught up), lag (versions behind). */
    index: PartHealth;
  };
}

export interface Services {
  answering: QuestionAnswering;
  administration: BankAdministration;
  transfer: BankTransfer;
  keys: KeyAdministration;
  readiness(): Promise<Readiness>;
}
