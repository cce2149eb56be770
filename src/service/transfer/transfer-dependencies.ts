import type { AdministrationDependencies } from '../administration/write-context.ts';
import type { JobRunner } from '../jobs/create-job-runner.ts';
import type { Clock } from '../ports/clock.ts';
import type { ImportStatus } from '../ports/import-store.ts';
import type { Store } from '../ports/store.ts';
import type { ColumnAliases } from './columns.ts';
import type { JudgingEngine } from '../search-engine.ts';
import type { TableReader } from './table-reader.ts';
import type { TableWriter } from './table-writer.ts';

/** What the work on an import needs. */
export interface ImportDependencies {
  store: Store;
  clock: Clock;
  engine: JudgingEngine;
  reader: TableReader;
  /** Header texts known beside those built in. Default: none. */
  columnAliases?: ColumnAliases;
}

/** The imports that this process works on. */
export interface ImportRunner extends Pick<JobRunner, 'wake' | 'runNext' | 'progressOf'> {
  /** Calls `listener` for each import that ends in this process. */
  onEnded(listener: (status: ImportStatus) => void): void;
}

export interface TransferDependencies extends AdministrationDependencies, ImportDependencies {
  engine: JudgingEngine;
  writer: TableWriter;
  jobs: ImportRunner;
}
