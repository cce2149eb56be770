import type { ColumnType } from 'kysely';
import type { AdaptationState } from '../service/ports/adaptation-store.ts';
import type { KeyRole } from '../service/ports/key-store.ts';
import type { FeedbackVerdict } from '../service/ports/feedback-store.ts';
import type { HistoryEntry } from '../service/ports/change-log.ts';
import type {
  ExtraColumns,
  ImportChangeKind,
  ImportFinding,
  ImportMode,
  ImportState,
} from '../service/ports/import-store.ts';
import type { QuestionStatus } from '../service/ports/question.ts';

/** A UTC time to the millisecond: MySQL gives back a Date, SQLite the ISO text. `new Date(…)` reads both. */
type Time = ColumnType<Date | string, Date, Date>;
type OptionalTime = ColumnType<Date | string | null, Date | null, Date | null>;
/** Both databases give back 0 or 1. */
type Flag = ColumnType<number, boolean, boolean>;
/** JSON kept as text, so that both databases give back what was written. */
type Json = string;

/** MySQL gives back a Buffer, SQLite an ArrayBuffer. */
type Bytes = ColumnType<Uint8Array | ArrayBuffer, Uint8Array, never>;

export interface BankTable {
  name: string;
  version: number;
  title: string;
  answer_threshold: number;
  suggest_threshold: number;
  fallback: string;
  is_public: Flag;
  created_by: string;
  created_at: Time;
  updated_by: string;
  updated_at: Time;
}

/** Version of banks that were removed: a bank made again under the name goes on counting from there. */
interface RetiredBankTable {
  name: string;
  version: number;
}

export interface QuestionTable {
  id: string;
  bank: string;
  external_id: string | null;
  question: string;
  question_key: string;
  /** Digest of `question_key`: unique in the bank, whatever the length of the key. */
  key_hash: string;
  answer: string;
  category: string | null;
  status: QuestionStatus;
  valid_from: OptionalTime;
  valid_until: OptionalTime;
  pinned: Flag;
  boost: number;
  /** JSON object of texts by name; null: none. */
  extra: Json | null;
  version: number;
  created_by: string;
  created_at: Time;
  updated_by: string;
  updated_at: Time;
  change_reason: string | null;
}

export interface PhrasingTable {
  question_id: string;
  kind: 'positive' | 'negative';
  /** 0-based place in the list. */
  position: number;
  text: string;
}

export interface QuestionTagTable {
  question_id: string;
  position: number;
  tag: string;
}

interface BankWordTable {
  bank: string;
  position: number;
  word: string;
}

interface BankSynonymTable {
  bank: string;
  position: number;
  notation: string;
}

/** The change log: one row for each step of a bank's version. */
export interface ChangeTable {
  bank: string;
  version: number;
  kind: HistoryEntry['kind'];
  question_id: string | null;
  state_before: Json | null;
  state_after: Json | null;
  made_by: string;
  made_at: Time;
  reason: string | null;
  import_id: string | null;
  /** Where in the file of the import it comes from. */
  source_sheet: string | null;
  source_row: number | null;
}

export interface ImportTable {
  id: string;
  bank: string;
  file_name: string;
  mode: ImportMode;
  dry_run: Flag;
  strict: Flag;
  extra_columns: ExtraColumns;
  publish_at: OptionalTime;
  state: ImportState;
  error: Json | null;
  counts: Json;
  checked_version: number | null;
  bank_version: number | null;
  created_by: string;
  created_at: Time;
  finished_at: OptionalTime;
}

/** Rows of their own rather than one JSON: a bad file of 100,000 rows has more to say than fits a packet. */
export interface ImportFindingTable {
  import_id: string;
  position: number;
  level: ImportFinding['level'];
  sheet: string;
  row_number: number | null;
  column_letter: string | null;
  cell: string | null;
  rule: string;
  found: string;
  expected: string;
  fix: string | null;
}

/** The uploaded file in pieces that fit every packet. */
interface ImportFileTable {
  import_id: string;
  position: number;
  bytes: Bytes;
}

/** The change-set of an import in slices: a hundred thousand small rows would take far longer to write. */
interface ImportChangeTable {
  import_id: string;
  kind: ImportChangeKind;
  /** 0-based number of the slice. */
  slice: number;
  /** JSON of ImportChange[] */
  items: Json;
}

export interface JobTable {
  id: string;
  queue: string;
  payload: Json;
  due_at: Time;
  attempts: number;
  /** Null, as the other two are, while nobody works on it. */
  leased_by: string | null;
  leased_until: OptionalTime;
  progress: Json | null;
}

export interface ApiKeyTable {
  id: string;
  secret_hash: string;
  name: string;
  role: KeyRole;
  banks: Json | null;
  created_at: Time;
  revoked_at: OptionalTime;
}

export interface AdaptationTable {
  id: string;
  bank: string;
  state: AdaptationState;
  /** Null unless it was kept. */
  content: string | null;
  figures: Json | null;
  made_by: string;
  made_at: Time;
  ended_at: OptionalTime;
}

interface GoldenQuestionTable {
  bank: string;
  position: number;
  query: string;
  /** Id or external id. */
  question: string;
}

interface FingerprintTable {
  bank: string;
  version: number;
  /** JSON object of checksums by part of the bank. */
  parts: Json;
}

interface FeedbackTable {
  id: string;
  query_id: string;
  bank: string | null;
  query: string | null;
  question_id: string | null;
  verdict: FeedbackVerdict;
  given_at: Time;
}

export interface IdempotencyTable {
  key_hash: string;
  fingerprint: string;
  reserved_at: Time;
  /** JSON of a KeptResponse; null while the request is under way. */
  response: Json | null;
}

export interface Tables {
  banks: BankTable;
  retired_banks: RetiredBankTable;
  questions: QuestionTable;
  phrasings: PhrasingTable;
  question_tags: QuestionTagTable;
  bank_words: BankWordTable;
  bank_synonyms: BankSynonymTable;
  changes: ChangeTable;
  imports: ImportTable;
  import_findings: ImportFindingTable;
  import_files: ImportFileTable;
  import_changes: ImportChangeTable;
  jobs: JobTable;
  api_keys: ApiKeyTable;
  adaptations: AdaptationTable;
  golden_questions: GoldenQuestionTable;
  fingerprints: FingerprintTable;
  feedback: FeedbackTable;
  idempotency: IdempotencyTable;
}
