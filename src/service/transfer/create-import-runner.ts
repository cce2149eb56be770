import { createJobRunner, type JobRunner, type JobRunnerOptions } from '../jobs/create-job-runner.ts';
import type { ImportStatus } from '../ports/import-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { CarryOutImport } from './carry-out-import.ts';
import { runImport, type PublishingDependencies } from './run-import.ts';
import type { ImportRunner } from './transfer-dependencies.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** So long the file and the change-set of an import are kept. */
const KEPT_MS = 30 * DAY_MS;

/** Does the imports of the store: one at a time in each bank, beside the runners of other processes. */
export function createImportRunner(
  dependencies: PublishingDependencies,
  carryOut: CarryOutImport,
  logger: Logger,
  options: JobRunnerOptions = {},
): JobRunner & ImportRunner {
  const { store, clock } = dependencies;
  const listeners: ((status: ImportStatus) => void)[] = [];
  /** The import has ended, whatever comes of this; the next one tries again. */
  const dropOldFiles = async (): Promise<void> => {
    try {
      await store.dropImportFiles(new Date(clock.now().getTime() - KEPT_MS));
    } catch (error) {
      logger.warn({ error }, 'Files of old imports could not be dropped');
    }
  };
  const runner = createJobRunner(
    { store, clock, logger },
    async (job, context) => {
      const ended = await runImport(dependencies, carryOut, job, context);
      if (ended === null || ended.state === 'scheduled') return;
      logger.info(
        { import: ended.id, bank: ended.bank, state: ended.state, ...ended.counts },
        'Import ended',
      );
      for (const listener of listeners) listener(ended);
      await dropOldFiles();
    },
    options,
  );
  return {
    ...runner,
    onEnded(listener) {
      listeners.push(listener);
    },
  };
}
