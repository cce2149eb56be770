import type { AdministrationDependencies } from '../administration/write-context.ts';
import type { JudgingEngine } from './judge-rows.ts';
import type { TableReader } from './table-reader.ts';
import type { TableWriter } from './table-writer.ts';

export interface TransferDependencies extends AdministrationDependencies {
  engine: JudgingEngine;
  reader: TableReader;
  writer: TableWriter;
}
