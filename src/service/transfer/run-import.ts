import { AppError } from '../../errors.ts';
import { createBankManagement } from '../administration/manage-banks.ts';
import { publish } from '../administration/write-context.ts';
import type { JobContext } from '../jobs/job-handler.ts';
import type { ImportOutcome, ImportRecord } from '../ports/import-store.ts';
import type { LeasedJob } from '../ports/job-store.ts';
import type { ImportJob } from './import-job.ts';
import { trackProgress, type TrackProgress } from './import-progress.ts';
import { isOvertaken } from './overtaken.ts';
import { judgeFile, planImport, type JudgedFile, type Plan } from './plan-import.ts';
import type { ImportDependencies } from './transfer-dependencies.ts';

const MOST_ATTEMPTS = 5;
const WRITE_ATTEMPTS = 3;
/** Not the fault of the file: the job is given back and tried again. */
const PASSING: readonly string[] = ['store_unavailable', 'not_ready'];

/**
 * Reads the file of an import, judges its rows, holds them against the bank and writes the difference; the write,
 * its record and the end of the job are one transaction. What is wrong with the file ends in the record.
 * @returns null when the job was taken away
 */
export async function runImport(
  dependencies: ImportDependencies,
  job: LeasedJob,
  context: JobContext,
): Promise<ImportRecord | null> {
  const { store, clock } = dependencies;
  const record = await store.findImport(job.id);
  if (record === null) return null;
  try {
    if (job.attempts > MOST_ATTEMPTS) throw new AppError('import_abandoned', { attempts: MOST_ATTEMPTS });
    const track = trackProgress((progress) => {
      context.report(progress);
    });
    const judged = await judgeFile(dependencies, record, (...progress) => {
      context.signal.throwIfAborted();
      track(...progress);
    });
    return await settle(dependencies, { record, judged, payload: job.payload as ImportJob, track }, context);
  } catch (error) {
    if (!(error instanceof AppError) || context.signal.aborted || PASSING.includes(error.code)) throw error;
    if (error.code === 'import_conflict') return null;
    const { code, parameters } = error;
    const failed: ImportRecord = {
      ...record,
      ...{ state: 'failed', progress: null, error: { code, parameters }, finishedAt: clock.now() },
    };
    return end({ record: failed, changes: [], write: null, continueAt: null });
  }

  function end(outcome: ImportOutcome): Promise<ImportRecord> {
    return context.commit(() => store.finishImport(outcome, context.lease));
  }
}

interface Work {
  record: ImportRecord;
  judged: JudgedFile;
  payload: ImportJob;
  track: TrackProgress;
}

/** Writes the change-set; where others were quicker, holds the rows against the bank anew. */
async function settle(
  dependencies: ImportDependencies,
  { record, judged, payload, track }: Work,
  context: JobContext,
): Promise<ImportRecord> {
  const { store, clock } = dependencies;
  for (let attempt = 1; ; attempt++) {
    context.signal.throwIfAborted();
    track('comparing', 0, judged.rows.length);
    const plan = await planImport(dependencies, record, judged);
    const outcome = outcomeOf(record, plan, payload, clock.now());
    context.signal.throwIfAborted();
    track('writing', 0, plan.changeSet.writes.length);
    try {
      if (outcome.write !== null && plan.bank === null) await createBank(dependencies, record);
      const kept = await context.commit(() => store.finishImport(outcome, context.lease));
      if (kept.bankVersion !== null && outcome.write !== null) {
        track('indexing', 0, plan.changeSet.writes.length);
        await publish(dependencies, kept.bank, kept.bankVersion);
      }
      return kept;
    } catch (error) {
      if (!isOvertaken(error) || attempt === WRITE_ATTEMPTS) throw error;
    }
  }
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
  if (record.dryRun) return ended({ state: 'validated' });
  const { publishAt } = record;
  if (publishAt !== null && publishAt > now) {
    return { ...ended({ state: 'scheduled', finishedAt: null }), continueAt: publishAt };
  }
  const audit = { by: record.createdBy, at: now, reason: `导入 ${record.fileName}`, importId: record.id };
  const write = writes.length === 0 ? null : { changes: writes, audit };
  return { ...ended({ state: 'published' }), write };
}

/** Whoever submitted the import was allowed to. */
async function createBank(
  dependencies: ImportDependencies,
  { bank, createdBy }: ImportRecord,
): Promise<void> {
  const owner = { name: createdBy, role: 'owner', banks: null } as const;
  try {
    await createBankManagement(dependencies).createBank(bank, {}, owner);
  } catch (error) {
    // An attempt before this one may have come so far.
    if (!(error instanceof AppError && error.code === 'bank_exists')) throw error;
  }
}
