import { AppError } from '../../errors.ts';
import { publishWhole, type AdministrationDependencies } from '../administration/write-context.ts';
import type { IndexKeeper } from '../index-keeper/index-keeper.ts';
import type { JobContext } from '../jobs/job-handler.ts';
import type { ImportProgress, ImportRecord, ImportStatus } from '../ports/import-store.ts';
import type { LeasedJob } from '../ports/job-store.ts';
import type { CarryOutImport } from './carry-out-import.ts';

const MOST_ATTEMPTS = 5;
/** Not the fault of the file: the job is given back and tried again. */
const PASSING: readonly string[] = ['store_unavailable', 'not_ready'];

/** What an import needs of the process whose searches are to see it. */
export interface PublishingDependencies extends Pick<
  AdministrationDependencies,
  'store' | 'clock' | 'notifier'
> {
  keeper: Pick<IndexKeeper, 'catchUp' | 'refresh' | 'prepare'>;
}

/**
 * Has the work of an import done and publishes what it wrote. What is wrong with the file ends in the record.
 * @returns null when the job was taken away
 */
export async function runImport(
  dependencies: PublishingDependencies,
  carryOut: CarryOutImport,
  job: LeasedJob,
  context: JobContext,
): Promise<ImportStatus | null> {
  const { store, clock, keeper } = dependencies;
  const record = await store.findImport(job.id);
  if (record === null) return null;
  try {
    if (job.attempts > MOST_ATTEMPTS) throw new AppError('import_abandoned', { attempts: MOST_ATTEMPTS });
    const kept = await carryOut(job, record, context, (changes) => {
      keeper.prepare(record.bank, changes);
    });
    await publishImport(dependencies, kept, context);
    return kept;
  } catch (error) {
    keeper.prepare(record.bank, null);
    if (!(error instanceof AppError) || context.signal.aborted || PASSING.includes(error.code)) throw error;
    if (error.code === 'import_conflict') return null;
    const { code, parameters } = error;
    const failed: ImportRecord = {
      ...record,
      ...{ state: 'failed', progress: null, error: { code, parameters }, finishedAt: clock.now() },
    };
    const outcome = { record: failed, changes: [], write: null, continueAt: null };
    return await context.commit(() => store.finishImport(outcome, context.lease));
  }
}

async function publishImport(
  dependencies: PublishingDependencies,
  { state, bank, bankVersion, counts }: ImportStatus,
  context: JobContext,
): Promise<void> {
  const total = counts.added + counts.updated + counts.removed;
  if (state !== 'published' || bankVersion === null || total === 0) return;
  context.report({ phase: 'indexing', done: 0, total, rowsPerSecond: null } satisfies ImportProgress);
  await publishWhole(dependencies, bank, bankVersion);
}
