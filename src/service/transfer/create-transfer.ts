import type { BankTransfer } from '../use-cases/bank-transfer.ts';
import { exportBank } from './export-bank.ts';
import { importFile } from './import-file.ts';
import { findImport, writeReport } from './import-report.ts';
import type { TransferDependencies } from './transfer-dependencies.ts';

export type { TransferDependencies } from './transfer-dependencies.ts';

/** Imports and exports of banks. What they write is announced as any other write is. */
export function createTransfer(dependencies: TransferDependencies): BankTransfer {
  const { store, writer } = dependencies;
  return {
    importFile: (input, caller, onProgress) => importFile(dependencies, input, caller, onProgress),
    findImport: (id, caller) => findImport(store, id, caller),
    importReport: async (id, caller) => writeReport(await findImport(store, id, caller), writer),
    exportBank: (bank, format, caller) => exportBank(dependencies, bank, format, caller),
  };
}
