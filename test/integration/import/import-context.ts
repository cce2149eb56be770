import { afterAll, beforeAll, beforeEach } from 'vitest';
import type {
  ImportCounts,
  ImportMode,
  ImportProgress,
  ImportRecord,
} from '../../../src/service/ports/import-store.ts';
import type { StoredQuestion } from '../../../src/service/ports/question.ts';
import type { Store } from '../../../src/service/ports/store.ts';
import type { BankTransfer, ImportInput } from '../../../src/service/use-cases/bank-transfer.ts';
import { audit, settings } from '../../contract/store-fixtures.ts';
import { allQuestions } from '../../helpers/all-questions.ts';
import { IMPORTER, importServices } from '../../helpers/import-services.ts';

/** How the suites reach one store that they share, and import into it. */
export interface ImportContext {
  readonly store: Store;
  /** A new empty bank for each test. */
  readonly bank: string;
  /** Another one. */
  newBank: () => Promise<string>;
  /** Imports and exports over the store, where some methods may be others. */
  transferOver: (over?: Partial<Store>) => BankTransfer;
  /** What an upload comes to. */
  importFile: (
    transfer: BankTransfer,
    input: ImportInput,
    onProgress?: (progress: ImportProgress) => void,
  ) => Promise<ImportRecord>;
  /** What the upload of a CSV file of these lines into the bank comes to. */
  importText: (
    lines: string[],
    options?: { mode?: ImportMode; dryRun?: boolean; transfer?: BankTransfer },
  ) => Promise<ImportRecord>;
  /** All that the bank holds. */
  questions: () => Promise<StoredQuestion[]>;
}

/** Opens the store before the tests of the suite around it, and closes it after them. */
export function importContext(open: () => Promise<Store>): ImportContext {
  let store: Store;
  let bank: string;
  let banks = 0;
  const newBank = async () => {
    const name = `bank-${++banks}`;
    await store.createBank(name, settings, audit);
    return name;
  };
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    bank = await newBank();
  });

  const transferOver = (over: Partial<Store> = {}) => importServices({ ...store, ...over }).transfer;
  const importFile: ImportContext['importFile'] = async (transfer, input, onProgress) => {
    const { id } = await transfer.submitImport(input, IMPORTER);
    return transfer.completeImport(id, IMPORTER, onProgress);
  };
  return {
    get store() {
      return store;
    },
    get bank() {
      return bank;
    },
    newBank,
    transferOver,
    importFile,
    importText: (lines, { mode = 'upsert', dryRun = false, transfer = transferOver() } = {}) => {
      const bytes = Buffer.from(lines.join('\n'));
      return importFile(transfer, { bank, fileName: 'dir/题库.csv', bytes, mode, dryRun });
    },
    questions: () => allQuestions(store, bank),
  };
}

/** The counts of an import: these, and else none. */
export function figures(some: Partial<ImportCounts>): ImportCounts {
  return { read: 0, added: 0, updated: 0, unchanged: 0, rejected: 0, removed: 0, ...some };
}
