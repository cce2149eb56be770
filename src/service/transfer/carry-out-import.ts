import { checkBankName, checkSettings, defaultSettings } from '../administration/bank-settings.ts';
import type { JobContext } from '../jobs/job-handler.ts';
import type { BankSettings } from '../ports/bank-store.ts';
import type { ImportOutcome, ImportRecord, ImportStatus } from '../ports/import-store.ts';
import type { LeasedJob } from '../ports/job-store.ts';
import type { ComingChanges } from '../index-keeper/prepared-index.ts';
import { comingChanges } from './coming-changes.ts';
import type { ImportJob } from './import-job.ts';
import { trackProgress, type TrackProgress } from './import-progress.ts';
import { isOvertaken } from '../overtaken.ts';
import { planImport, type Plan } from './plan-import.ts';
import type { ImportDependencies } from './transfer-dependencies.ts';

const WRITE_ATTEMPTS = 3;

/** Does the work of an import, here or in a thread. */
export type CarryOutImport = (
  job: LeasedJob,
  record: ImportRecord,
  context: JobContext,
  /** Is called before the write that it tells of, perhaps more than once. */
  onPlanned: (changes: ComingChanges) => void,
) => Promise<ImportStatus>;

/** A few milliseconds at a time in this thread. */
export function importHere(dependencies: ImportDependencies): CarryOutImport {
  return (...work) => carryOutImport(dependencies, ...work);
}

/**
 * Reads the file of an import, judges its rows, holds them against the bank and writes the difference; the write,
 * its record and the end of the job are one transaction.
 * @returns the record as kept
 * @throws AppError for what is wrong with the file; `import_conflict` when the job was taken away
 */
export async function carryOutImport(
  dependencies: ImportDependencies,
  job: LeasedJob,
  record: ImportRecord,
  context: JobContext,
  onPlanned: (changes: ComingChanges) => void,
): Promise<ImportRecord> {
  const track = trackProgress((progress) => {
    context.report(progress);
  });
  const work: Work = {
    record,
    payload: job.payload as ImportJob,
    onPlanned,
    track: (...progress) => {
      context.signal.throwIfAborted();
      track(...progress);
    },
  };
  for (let attempt = 1; ; attempt++) {
    const outcome = await decide(dependencies, work);
    work.track('writing', 0, outcome.write?.changes.length ?? 0);
    try {
      return await context.commit(() => dependencies.store.finishImport(outcome, context.lease));
    } catch (error) {
      // Others were quicker: the file is held against what the bank is now.
      if (!isOvertaken(error) || attempt === WRITE_ATTEMPTS) throw error;
    }
  }
}

interface Work {
  record: ImportRecord;
  payload: ImportJob;
  /** Throws when the work is to end. */
  track: TrackProgress;
  onPlanned: (changes: ComingChanges) => void;
}

async function decide(
  dependencies: ImportDependencies,
  { record, payload, track, onPlanned }: Work,
): Promise<ImportOutcome> {
  let now = dependencies.clock.now();
  const plan = await planImport(dependencies, record, track, ({ bank, changeSet }) => {
    now = dependencies.clock.now();
    const { write } = outcomeOf(record, { bank, changeSet, findings: [] }, payload, now);
    if (bank !== null && write !== null) onPlanned(comingChanges(bank.version, write.changes, write.audit));
  });
  return outcomeOf(record, plan, payload, now);
}

/** What is to become of an import whose change-set is known. */
function outcomeOf(
  record: ImportRecord,
  { bank, changeSet, findings }: Plan,
  { demandedVersion }: ImportJob,
  now: Date,
): ImportOutcome {
  const { counts, writes, changes } = changeSet;
  const checkedVersion = bank?.version ?? null;
  const planned: ImportRecord = { ...record, progress: null, error: null, counts, findings, checkedVersion };
  const ended = (over: Partial<ImportRecord>): ImportOutcome => ({
    ...{ record: { ...planned, finishedAt: now, ...over }, changes },
    ...{ write: null, continueAt: null },
  });

  if (demandedVersion !== null && demandedVersion !== checkedVersion) {
    const parameters = { seen: demandedVersion, current: checkedVersion ?? 0 };
    return ended({ state: 'validated', dryRun: true, error: { code: 'import_outdated', parameters } });
  }
  if (record.strict && counts.rejected > 0 && !record.dryRun) {
    const parameters = { rejected: counts.rejected };
    return ended({ state: 'failed', error: { code: 'import_rejected', parameters } });
  }
  // A file that holds nothing is a mistake: who wants to be rid of a bank deletes it.
  if (record.mode === 'replace' && counts.rejected === counts.read) {
    return ended({ state: 'failed', error: { code: 'import_empty', parameters: {} } });
  }
  if (record.dryRun) return ended({ state: 'validated' });
  const { publishAt } = record;
  if (publishAt !== null && publishAt > now) {
    return { ...ended({ state: 'scheduled', finishedAt: null }), continueAt: publishAt };
  }
  const audit = { by: record.createdBy, at: now, reason: `导入 ${record.fileName}`, importId: record.id };
  if (writes.length === 0) return ended({ state: 'published' });
  const newBank = bank === null ? { newBank: settingsOfNew(record.bank) } : {};
  const write = { ...newBank, changes: writes, audit };
  return { ...ended({ state: 'published' }), write };
}

/** Whoever submitted the import was allowed to make the bank. */
function settingsOfNew(bank: string): BankSettings {
  const settings = defaultSettings(bank);
  checkSettings(settings, settings, checkBankName(bank));
  return settings;
}
