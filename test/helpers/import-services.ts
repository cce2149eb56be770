import { collectSheets } from '../../src/importer/collect-sheets.ts';
import { tableWriter } from '../../src/importer/index.ts';
import { DEFAULT_READING_LIMITS } from '../../src/importer/reading-limits.ts';
import { readTables } from '../../src/importer/read-tables.ts';
import type { Caller } from '../../src/service/caller.ts';
import type { JobRunner, JobRunnerOptions } from '../../src/service/jobs/create-job-runner.ts';
import type { Store } from '../../src/service/ports/store.ts';
import { importHere } from '../../src/service/transfer/carry-out-import.ts';
import { createImportRunner } from '../../src/service/transfer/create-import-runner.ts';
import { createTransfer } from '../../src/service/transfer/create-transfer.ts';
import type { PublishingDependencies } from '../../src/service/transfer/run-import.ts';
import type { TableReader } from '../../src/service/transfer/table-reader.ts';
import type { ImportDependencies } from '../../src/service/transfer/transfer-dependencies.ts';
import type { BankTransfer } from '../../src/service/use-cases/bank-transfer.ts';
import { searchEngine } from './engine.ts';
import { recordingLogger } from './recording-logger.ts';

export interface ImportServices {
  transfer: BankTransfer;
  jobs: JobRunner;
  /** Each `bank@version` that was made searchable. */
  announced: string[];
}

export const IMPORTER: Caller = { name: 'cli:ann', role: 'owner', banks: null };

/** In this thread: the source of a worker takes long to load. */
export const inlineReader: TableReader = {
  read: (name, bytes) => collectSheets(readTables(name, bytes, DEFAULT_READING_LIMITS)),
};

/** Imports and exports over a real store, as one process has them; nothing is indexed. */
export function importServices(store: Store, options: JobRunnerOptions = {}): ImportServices {
  const announced: string[] = [];
  const resources: ImportDependencies & PublishingDependencies = {
    store,
    reader: inlineReader,
    engine: searchEngine,
    clock: { now: () => new Date() },
    notifier: { announce: () => Promise.resolve() },
    keeper: {
      catchUp: (name, version) => Promise.resolve(void announced.push(`${name}@${version}`)),
      refresh: () => Promise.resolve(),
      prepare: () => undefined,
    },
  };
  const jobs = createImportRunner(resources, importHere(resources), recordingLogger(), options);
  return { transfer: createTransfer({ ...resources, writer: tableWriter, jobs }), jobs, announced };
}
