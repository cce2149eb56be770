import { AppError } from '../../errors.ts';
import type { Bank } from '../ports/bank-store.ts';
import type { ImportFinding, ImportRecord } from '../ports/import-store.ts';
import type { StoredQuestion } from '../ports/question.ts';
import { planChangeSet, type ChangeSet } from './change-set.ts';
import type { TrackProgress } from './import-progress.ts';
import type { JudgedRow } from './judge-row.ts';
import { judgeRows } from './judge-rows.ts';
import { readRows } from './read-rows.ts';
import { readStored } from './read-stored.ts';
import type { ImportDependencies } from './transfer-dependencies.ts';

const QUESTIONS_AT_ONCE = 500;

/** A file as far as it can be judged before it is held against the bank. */
export interface JudgedFile {
  rows: readonly JudgedRow[];
  ofSheets: readonly ImportFinding[];
  /** The bank as it was before it was read, with what of it the rows may mean; null: it is to be read. */
  known: { bank: Bank | null; questions: readonly StoredQuestion[] } | null;
}

/** A judged file held against the bank as it was at one time. */
export interface Plan {
  /** Null: there is no such bank yet. */
  bank: Bank | null;
  changeSet: ChangeSet;
  findings: readonly ImportFinding[];
}

/** @throws AppError `workbook_unreadable`, `workbook_columns_missing`, `workbook_columns_repeated`, `import_not_found` when the file is gone */
export async function judgeFile(
  { store, reader, columnAliases, engine }: ImportDependencies,
  { id, bank: name, fileName, mode, extraColumns }: ImportRecord,
  track: TrackProgress,
): Promise<JudgedFile> {
  track('reading', 0, 0);
  const file = await store.readImportFile(id);
  if (file === null) throw new AppError('import_not_found', { id });
  const sheets = await reader.read(fileName, file);
  const { rows, findings } = readRows(sheets, { aliases: columnAliases, extraColumns });
  const bank = await store.findBank(name);
  // What a file replaces cannot be in its way.
  const questions = mode === 'replace' ? [] : store.readQuestions(name, QUESTIONS_AT_ONCE);
  const judged = await judgeRows(rows, questions, engine, (done, total) => {
    track('judging', done, total);
  });
  const known = mode === 'replace' ? null : { bank, questions: judged.known };
  return { rows: judged.rows, ofSheets: findings, known };
}

/** @returns the bank as it was before its questions were read */
export async function planImport(
  { store, engine }: ImportDependencies,
  { bank: name, mode }: ImportRecord,
  { rows, ofSheets, known }: JudgedFile,
): Promise<Plan> {
  const bank = known === null ? await store.findBank(name) : known.bank;
  const stored = known === null ? await readStored(store, name, rows, mode) : known.questions;
  const changeSet = await planChangeSet(rows, stored, mode, (text) => engine.normalizeForIdentity(text));
  const ofRows = rows.flatMap((row) => [...row.findings, ...(changeSet.findings.get(row) ?? [])]);
  return { bank, changeSet, findings: [...ofSheets, ...ofRows] };
}
