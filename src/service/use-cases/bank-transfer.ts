import type { Caller } from '../caller.ts';
import type {
  ExtraColumns,
  ImportChange,
  ImportChangeKind,
  ImportMode,
  ImportProgress,
  ImportRecord,
  ImportStatus,
} from '../ports/import-store.ts';
import type { Page, PageRequest } from '../ports/question-store.ts';

export interface ImportInput {
  bank: string;
  fileName: string;
  bytes: Uint8Array;
  mode: ImportMode;
  /** Only checks the file; `publishImport` writes it. */
  dryRun: boolean;
  /** One rejected row keeps all others out. Default false. */
  strict?: boolean;
  /** Default `ignore`. */
  extraColumns?: ExtraColumns;
  /** Checked at once, written then. Default: at once. */
  publishAt?: Date | null;
  /** Creates a bank that is missing, once there is something to put in it. Default: `bank_not_found`. */
  createMissingBank?: boolean;
}

/** A question that an undo leaves as it is. */
export interface KeptByUndo {
  questionId: string;
  /** Its wording now, or before the import where it is gone. */
  question: string;
  /** It was changed after the import, or another question has the wording or external id that it had. */
  reason: 'changed' | 'taken';
}

export interface UndoneImport {
  import: ImportRecord;
  /** Questions that are again what they were. */
  restored: number;
  kept: KeptByUndo[];
}

/** Imports and exports of whole banks as files. */
export interface BankTransfer {
  /** Keeps the file and puts its import in line; what becomes of it is in the record. */
  submitImport(input: ImportInput, caller: Caller): Promise<ImportRecord>;
  /** Works on an import here when its turn comes, or waits for whoever does. Resolves when it has ended. */
  completeImport(
    id: string,
    caller: Caller,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<ImportRecord>;
  findImport(id: string, caller: Caller): Promise<ImportRecord>;
  /** The state now and each time it has changed, until the import has ended or `signal` is aborted. */
  followImport(id: string, caller: Caller, signal?: AbortSignal): AsyncIterable<ImportStatus>;
  /** @throws AppError `import_conflict` when it has ended */
  cancelImport(id: string, caller: Caller): Promise<ImportRecord>;
  /**
   * Puts a checked import in line to be written.
   * @param force also when the bank has changed since the check
   * @throws AppError `import_outdated`, `import_conflict` when it is not checked
   */
  publishImport(id: string, options: { force: boolean }, caller: Caller): Promise<ImportRecord>;
  /**
   * Takes a published import back.
   * @param partial leaves out what was changed since, instead of `undo_conflict`
   * @throws AppError `undo_conflict`, `import_conflict` when it is not published
   */
  undoImport(id: string, options: { partial: boolean }, caller: Caller): Promise<UndoneImport>;
  /** @throws AppError `import_conflict` while it has not been checked */
  listImportChanges(
    id: string,
    kind: ImportChangeKind,
    page: PageRequest,
    caller: Caller,
  ): Promise<Page<ImportChange>>;
  /** The imported workbook with its faults marked. @throws AppError `import_not_found` with the first chunk */
  importReport(id: string, caller: Caller): AsyncIterable<Uint8Array>;
  /** Calls `listener` for each import that ends in this process. */
  onImportEnded(listener: (status: ImportStatus) => void): void;
  /** A workbook to fill in, with examples and explanations. */
  importTemplate(): AsyncIterable<Uint8Array>;
  exportBank(bank: string, format: 'xlsx' | 'csv' | 'ndjson', caller: Caller): AsyncIterable<Uint8Array>;
}
