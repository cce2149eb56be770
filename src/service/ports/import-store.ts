export const IMPORT_STATES = ['validated', 'published', 'failed'] as const;
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

/** One uploaded file and what became of it. */
export interface ImportRecord {
  id: string;
  bank: string;
  fileName: string;
  mode: ImportMode;
  dryRun: boolean;
  state: ImportState;
  counts: ImportCounts;
  findings: readonly ImportFinding[];
  /** Bank version after publishing; null when nothing was published. */
  bankVersion: number | null;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
}

export interface ImportStore {
  saveImport(record: ImportRecord): Promise<void>;
  findImport(id: string): Promise<ImportRecord | null>;
}
