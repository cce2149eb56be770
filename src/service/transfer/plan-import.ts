import { AppError } from '../../errors.ts';
import type { Bank } from '../ports/bank-store.ts';
import type { ImportFinding, ImportRecord } from '../ports/import-store.ts';
import type { QuestionStore } from '../ports/question-store.ts';
import type { StoredQuestion } from '../ports/question.ts';
import { planChangeSet, type ChangeSet } from './change-set.ts';
import type { TrackProgress } from './import-progress.ts';
import type { JudgedRow } from './judge-row.ts';
import { judgeRows } from './judge-rows.ts';
import { readRows, type DataRow } from './read-rows.ts';
import type { ImportDependencies } from './transfer-dependencies.ts';
import { warnOfSharedWordings } from './warn-of-shared-wordings.ts';

const QUESTIONS_AT_ONCE = 500;

/** A judged file held against the bank as it was at one time. Without its rows, which take most of the memory. */
export interface Plan {
  /** As it was before its questions were read; null: there is no such bank yet. */
  bank: Bank | null;
  changeSet: Pick<ChangeSet, 'writes' | 'changes' | 'counts'>;
  findings: readonly ImportFinding[];
}

/**
 * Reads a file, judges its rows and holds them against the bank.
 * @param onDecided is called once with what the import would do; where nothing of the bank is in the way, before the
 * rows are searched for what only needs a warning
 * @throws AppError `workbook_unreadable`, `workbook_columns_missing`, `workbook_columns_repeated`, `import_not_found`
 * when the file is gone
 */
export async function planImport(
  dependencies: ImportDependencies,
  record: ImportRecord,
  track: TrackProgress,
  onDecided: (decided: Pick<Plan, 'bank' | 'changeSet'>) => void,
): Promise<Plan> {
  const { store, engine } = dependencies;
  const { bank: name, mode } = record;
  track('reading', 0, 0);
  const { rows, findings } = await readFile(dependencies, record);
  const bank = await store.findBank(name);
  const decide = async (
    judged: readonly JudgedRow[],
    stored: readonly StoredQuestion[],
  ): Promise<ChangeSet> => {
    const identityOf = (text: string): string => engine.normalizeForIdentity(text);
    const changeSet = await planChangeSet(judged, stored, mode, identityOf);
    onDecided({ bank, changeSet });
    return changeSet;
  };
  const readBank = () => store.readQuestions(name, QUESTIONS_AT_ONCE);
  // What a file replaces cannot be in its way.
  const isReplaced = mode === 'replace';
  const isInTheWay = !isReplaced && (await holdsQuestions(store, name));
  const judged = await judgeRows(rows, engine, (done, total) => {
    track('judging', done, total);
  });
  const early = isInTheWay ? null : await decide(judged, isReplaced ? await readAll(readBank()) : []);
  const known = await warnOfSharedWordings(judged, isReplaced ? [] : readBank(), engine);
  track('comparing', 0, rows.length);
  const { findings: ofBank, ...changeSet } = early ?? (await decide(judged, known));
  const ofRows = judged.flatMap((row) => [...row.findings, ...(ofBank.get(row) ?? [])]);
  return { bank, changeSet, findings: [...findings, ...ofRows] };
}

async function holdsQuestions(store: QuestionStore, bank: string): Promise<boolean> {
  for await (const batch of store.readQuestions(bank, 1)) return batch.length > 0;
  return false;
}

async function readFile(
  { store, reader, columnAliases }: ImportDependencies,
  { id, fileName, extraColumns }: ImportRecord,
): Promise<{ rows: DataRow[]; findings: ImportFinding[] }> {
  const file = await store.readImportFile(id);
  if (file === null) throw new AppError('import_not_found', { id });
  return readRows(await reader.read(fileName, file), { aliases: columnAliases, extraColumns });
}

async function readAll(batches: AsyncIterable<readonly StoredQuestion[]>): Promise<StoredQuestion[]> {
  const all: StoredQuestion[] = [];
  for await (const batch of batches) for (const question of batch) all.push(question);
  return all;
}
