import path from 'node:path';
import { AppError } from '../../errors.ts';
import { demandAccess } from '../access.ts';
import { createBankManagement } from '../administration/manage-banks.ts';
import { publish } from '../administration/write-context.ts';
import type { Caller } from '../caller.ts';
import { newUlid } from '../new-ulid.ts';
import type { ImportFinding, ImportRecord } from '../ports/import-store.ts';
import type { BankTransfer } from '../use-cases/bank-transfer.ts';
import { planChangeSet, type ChangeSet } from './change-set.ts';
import type { JudgedRow } from './judge-row.ts';
import { judgeRows } from './judge-rows.ts';
import { readRows } from './read-rows.ts';
import { readStored } from './read-stored.ts';
import type { TransferDependencies } from './transfer-dependencies.ts';

type ImportInput = Parameters<BankTransfer['importFile']>[0];
type Progress = (done: number, total: number) => void;

const LONGEST_FILE_NAME = 200;
const ATTEMPTS = 3;
const QUESTIONS_AT_ONCE = 500;
/** What the store says when others wrote to the same questions meanwhile. */
const OVERTAKEN: readonly string[] = [
  'version_conflict',
  'question_not_found',
  'duplicate_question',
  'duplicate_external_id',
];

/**
 * Reads a file, judges its rows, holds them against the bank and writes the difference in one transaction.
 * @throws AppError `bank_not_found`, `forbidden`, `workbook_unreadable`, `workbook_columns_missing`
 */
export async function importFile(
  dependencies: TransferDependencies,
  input: ImportInput,
  caller: Caller,
  onProgress: Progress = () => undefined,
): Promise<ImportRecord> {
  const { store, reader, clock } = dependencies;
  const { bank, mode, dryRun } = input;
  demandAccess(caller, 'write', bank);
  const isMissing = (await store.findBank(bank)) === null;
  if (isMissing && input.createMissingBank !== true) throw new AppError('bank_not_found', { bank });

  const createdAt = clock.now();
  const fileName = cleanFileName(input.fileName);
  const { rows, findings } = readRows(await reader.read(fileName, input.bytes));
  const givesWay = isMissing || mode === 'replace';
  const questions = givesWay ? [] : store.readQuestions(bank, QUESTIONS_AT_ONCE);
  const judged = await judgeRows(rows, questions, dependencies.engine, onProgress);
  const changeSet = await compare(dependencies, input, judged);
  const record: ImportRecord = {
    ...{ id: newUlid(), bank, fileName, mode, dryRun, state: 'validated', bankVersion: null },
    ...{ createdBy: caller.name, createdAt, finishedAt: null },
    ...resultOf(changeSet, judged, findings),
  };

  let finished: ImportRecord = record;
  if (!dryRun) {
    if (isMissing && changeSet.changes.length > 0) {
      await createBankManagement(dependencies).createBank(bank, {}, caller);
    }
    await store.saveImport(record);
    try {
      const written = await write(dependencies, input, judged, changeSet, record);
      const bankVersion = written.bankVersion;
      finished = {
        ...record,
        state: 'published',
        bankVersion,
        ...resultOf(written.changeSet, judged, findings),
      };
    } catch (error) {
      await store.saveImport({ ...record, state: 'failed', finishedAt: clock.now() });
      throw error;
    }
  }
  finished = { ...finished, finishedAt: clock.now() };
  await store.saveImport(finished);
  onProgress(rows.length, rows.length);
  return finished;
}

async function compare(
  { store, engine }: TransferDependencies,
  { bank, mode }: ImportInput,
  judged: readonly JudgedRow[],
): Promise<ChangeSet> {
  const stored = await readStored(store, bank, judged, mode);
  return planChangeSet(judged, stored, mode, (text) => engine.normalizeForIdentity(text));
}

/** Writes the change-set; where others were quicker, holds the rows against the bank anew. */
async function write(
  dependencies: TransferDependencies,
  input: ImportInput,
  judged: readonly JudgedRow[],
  planned: ChangeSet,
  record: ImportRecord,
): Promise<{ changeSet: ChangeSet; bankVersion: number | null }> {
  const { store, clock } = dependencies;
  const { bank } = input;
  let changeSet = planned;
  for (let attempt = 1; ; attempt++) {
    if (changeSet.changes.length === 0) return { changeSet, bankVersion: null };
    const reason = `导入 ${record.fileName}`;
    const audit = { by: record.createdBy, at: clock.now(), reason, importId: record.id };
    try {
      const { bankVersion } = await store.applyQuestionChanges(bank, changeSet.changes, audit);
      await publish(dependencies, bank, bankVersion);
      return { changeSet, bankVersion };
    } catch (error) {
      const isOvertaken = error instanceof AppError && OVERTAKEN.includes(error.code);
      if (!isOvertaken || attempt === ATTEMPTS) throw error;
      changeSet = await compare(dependencies, input, judged);
    }
  }
}

function resultOf(
  { counts, findings: fromBank }: ChangeSet,
  judged: readonly JudgedRow[],
  ofSheets: readonly ImportFinding[],
): Pick<ImportRecord, 'counts' | 'findings'> {
  const ofRows = judged.flatMap((row) => [...row.findings, ...(fromBank.get(row) ?? [])]);
  return { counts, findings: [...ofSheets, ...ofRows] };
}

function cleanFileName(fileName: string): string {
  return path.posix.basename(fileName.replaceAll('\\', '/')).slice(-LONGEST_FILE_NAME);
}
