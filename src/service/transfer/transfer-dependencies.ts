import type { AdministrationDependencies } from '../administration/write-context.ts';
import type { TableReader } from './table-reader.ts';
import type { TableWriter } from './table-writer.ts';

export interface TransferDependencies extends AdministrationDependencies {
  reader: TableReader;
  writer: TableWriter;
}
