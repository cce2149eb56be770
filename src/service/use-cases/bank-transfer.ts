import type { Caller } from '../caller.ts';
import type { ImportMode, ImportRecord } from '../ports/import-store.ts';

/** Imports and exports of whole banks as files. */
export interface BankTransfer {
  importFile(
    input: {
      bank: string;
      fileName: string;
      bytes: Uint8Array;
      mode: ImportMode;
      dryRun: boolean;
      /** Creates a bank that is missing, once there is something to put in it. Default: `bank_not_found`. */
      createMissingBank?: boolean;
    },
    caller: Caller,
    onProgress?: (done: number, total: number) => void,
  ): Promise<ImportRecord>;
  findImport(id: string, caller: Caller): Promise<ImportRecord>;
  /** The findings of an import as a workbook. */
  importReport(id: string, caller: Caller): Promise<Uint8Array>;
  exportBank(bank: string, format: 'xlsx' | 'csv' | 'ndjson', caller: Caller): AsyncIterable<Uint8Array>;
}
