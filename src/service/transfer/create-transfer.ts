import type { BankTransfer } from '../use-cases/bank-transfer.ts';
import { exportBank } from './export-bank.ts';
import { completeImport, followImport } from './follow-import.ts';
import { importReport } from './import-report.ts';
import { writeTemplate } from './import-template.ts';
import { createImportManagement } from './manage-imports.ts';
import { submitImport } from './submit-import.ts';
import { undoImport } from './undo-import.ts';
import type { TransferDependencies } from './transfer-dependencies.ts';

export type { TransferDependencies } from './transfer-dependencies.ts';

/** Imports and exports of banks. What they write is announced as any other write is. */
export function createTransfer(dependencies: TransferDependencies): BankTransfer {
  const { jobs } = dependencies;
  const management = createImportManagement(dependencies);
  const { findImport } = management;
  return {
    ...management,
    submitImport: (input, caller) => submitImport(dependencies, input, caller),
    completeImport: (id, caller, onProgress = () => undefined) =>
      completeImport(dependencies, management, id, caller, onProgress),
    followImport: (id, caller, signal) => followImport(dependencies, management, id, caller, signal),
    undoImport: (id, options, caller) => undoImport(dependencies, findImport, id, options, caller),
    async *importReport(id, caller) {
      yield* importReport(dependencies, await findImport(id, caller));
    },
    onImportEnded: (listener) => {
      jobs.onEnded(listener);
    },
    importTemplate: () => writeTemplate(dependencies.writer),
    exportBank: (bank, format, caller) => exportBank(dependencies, bank, format, caller),
  };
}
