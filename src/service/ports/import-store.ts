import type { ErrorCode, ErrorParameters } from '../../errors.ts';
import type { BankSettings } from './bank-store.ts';
import type { Job, Lease } from './job-store.ts';
import type { AppliedChanges, Page, PageRequest, QuestionChange } from './question-store.ts';
import type { Audit, QuestionContent } from './question.ts';

/**
 * `queued`: waits for its turn. `running`. `validated`: checked only, may be published. `scheduled`: checked, is
 * published at `publishAt`. `published`, `failed`, `cancelled`: ended. `undone`: was published and taken back.
 */
export const IMPORT_STATES = [
  'queued',
  'running',
  'validated',
  'scheduled',
  'published',
  'failed',
  'cancelled',
  'undone',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export interface ImportCounts {
  /** read = added + updated + unchanged + rejected; removed stands beside it (mode `replace`). */
  read: number;
  added: number;
  updated: number;
  unchanged: number;
  rejected: number;
  removed: number;
}

/** Something an import has to say about a row. An error rejects the row, a warning lets it in. */
export interface ImportFinding {
  level: 'error' | 'warning';
  sheet: string;
  /** 1-based row of the sheet; null: the whole sheet. */
  row: number | null;
  /** Column letter such as `B`; null: the whole row. */
  column: string | null;
  /** Such as `B7`; null: no single cell. */
  cell: string | null;
  /** Stable name of the rule, such as `answer_missing`. */
  rule: string;
  /** What stands there, in Chinese, without a full stop. */
  found: string;
  /** What should stand there and what to do, in Chinese, without a full stop. */
  expected: string;
  /** What the whole cell could hold instead; null: only a person can tell. */
  fix: string | null;
}

export const IMPORT_MODES = ['upsert', 'add', 'replace'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What becomes of columns that mean no field: `keep` makes each an extra field. */
export const EXTRA_COLUMNS = ['ignore', 'keep'] as const;
export type ExtraColumns = (typeof EXTRA_COLUMNS)[number];

export const IMPORT_PHASES = ['reading', 'judging', 'comparing', 'writing', 'indexing'] as const;

/** How far the work on an import has come. */
export interface ImportProgress {
  phase: (typeof IMPORT_PHASES)[number];
  /** Rows of this phase. */
  done: number;
  total: number;
  /** Null until it is known. */
  rowsPerSecond: number | null;
}

/** One uploaded file and what became of it, without its findings. */
export interface ImportStatus {
  id: string;
  bank: string;
  fileName: string;
  mode: ImportMode;
  /** Only checked, until it is published. */
  dryRun: boolean;
  /** Whether one rejected row keeps all others out. */
  strict: boolean;
  extraColumns: ExtraColumns;
  /** When it is to be published; null: at once. */
  publishAt: Date | null;
  state: ImportState;
  /** Null unless it is under way. */
  progress: ImportProgress | null;
  /** Why it failed. */
  error: { code: ErrorCode; parameters: ErrorParameters } | null;
  counts: ImportCounts;
  /** Version of the bank that the rows were held against; null before, and where there was no bank. */
  checkedVersion: number | null;
  /** Bank version after publishing; null when nothing was published. */
  bankVersion: number | null;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
}

export interface ImportRecord extends ImportStatus {
  findings: readonly ImportFinding[];
}

export const IMPORT_CHANGE_KINDS = ['added', 'updated', 'removed', 'unchanged', 'rejected'] as const;
export type ImportChangeKind = (typeof IMPORT_CHANGE_KINDS)[number];

/** Where in the file something comes from. */
export interface SourcePlace {
  sheet: string;
  row: number;
}

/** What an import does, or would do, to one question. */
export interface ImportChange {
  kind: ImportChangeKind;
  /** Null for what `replace` removes: it is not in the file. */
  place: SourcePlace | null;
  /** Null for rejected rows that mean no question of the bank. */
  questionId: string | null;
  /** Null where there was or is none; for `unchanged` and `rejected` both are null, `question` says which. */
  before: QuestionContent | null;
  after: QuestionContent | null;
  question: string;
}

/** What a worker made of an import. */
export interface ImportOutcome {
  record: ImportRecord;
  changes: readonly ImportChange[];
  /** What is written to the bank in the same transaction; null: nothing. */
  write: {
    /** With what settings the bank is made; absent: it is there. */
    newBank?: BankSettings;
    changes: readonly QuestionChange[];
    audit: Audit;
  } | null;
  /** When the job is to go on; null: it has ended. */
  continueAt: Date | null;
}

export interface ImportStore {
  /** Keeps an import with its file and the job that is to do it, in one transaction. */
  queueImport(record: ImportRecord, file: Uint8Array, job: Job): Promise<void>;
  /** Puts a job in line for a checked import. @throws AppError `import_conflict` when it is not `validated` any more */
  requeueImport(record: ImportStatus, job: Job): Promise<void>;
  /** `state` is `running` and `progress` is set while a worker has its job. */
  findImport(id: string): Promise<ImportRecord | null>;
  findImportStatus(id: string): Promise<ImportStatus | null>;
  /** The uploaded file; null when it is no longer kept. */
  readImportFile(id: string): Promise<Uint8Array | null>;
  /**
   * Ends a job: writes to the bank with the change log, keeps the outcome and takes the job away, in one
   * transaction.
   * @returns the record as kept, with its bank version
   * @throws AppError `import_conflict` when the lease is lost, `bank_exists` when others made the new bank; nothing is
   * written then. And what `applyQuestionChanges` throws.
   */
  finishImport(outcome: ImportOutcome, lease: Lease): Promise<ImportRecord>;
  /**
   * Writes what takes an import back and marks it as undone, in one transaction.
   * @throws AppError `import_conflict` when it is not published; and what `applyQuestionChanges` throws
   */
  undoImport(
    id: string,
    bank: string,
    changes: readonly QuestionChange[],
    audit: Audit,
  ): Promise<AppliedChanges>;
  /** Takes the job of an import away. @returns false when it has none: it has ended */
  cancelImport(id: string, at: Date): Promise<boolean>;
  /** What an import did or would do, in the order of the file. */
  listImportChanges(id: string, kind: ImportChangeKind, page: PageRequest): Promise<Page<ImportChange>>;
  /** Forgets files and change-sets of imports that were made before `before` and have no job. */
  dropImportFiles(before: Date): Promise<void>;
}
