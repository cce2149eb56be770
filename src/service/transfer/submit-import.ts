import path from 'node:path';
import { AppError } from '../../errors.ts';
import { demandAccess } from '../access.ts';
import type { Caller } from '../caller.ts';
import { newUlid } from '../new-ulid.ts';
import type { ImportRecord } from '../ports/import-store.ts';
import type { ImportInput } from '../use-cases/bank-transfer.ts';
import type { ImportJob } from './import-job.ts';
import type { TransferDependencies } from './transfer-dependencies.ts';

const LONGEST_FILE_NAME = 200;
const NO_COUNTS = { read: 0, added: 0, updated: 0, unchanged: 0, rejected: 0, removed: 0 };

/**
 * Keeps the file and puts the import in line.
 * @throws AppError `bank_not_found`, `forbidden`
 */
export async function submitImport(
  { store, clock, jobs }: TransferDependencies,
  input: ImportInput,
  caller: Caller,
): Promise<ImportRecord> {
  const { bank, mode, dryRun, bytes } = input;
  const { strict = false, extraColumns = 'ignore', publishAt = null, createMissingBank = false } = input;
  demandAccess(caller, 'write', bank);
  if ((await store.findBank(bank)) === null) {
    if (!createMissingBank) throw new AppError('bank_not_found', { bank });
    demandAccess(caller, 'own', bank);
  }
  const createdAt = clock.now();
  const record: ImportRecord = {
    ...{ id: newUlid(), bank, fileName: cleanFileName(input.fileName), mode, dryRun, strict },
    ...{ extraColumns, publishAt },
    ...{ state: 'queued', progress: null, error: null, counts: NO_COUNTS, findings: [] },
    ...{ checkedVersion: null, bankVersion: null },
    ...{ createdBy: caller.name, createdAt, finishedAt: null },
  };
  const payload: ImportJob = { createMissingBank, demandedVersion: null };
  await store.queueImport(record, bytes, { id: record.id, queue: bank, payload, dueAt: createdAt });
  jobs.wake();
  return record;
}

function cleanFileName(fileName: string): string {
  return path.posix.basename(fileName.replaceAll('\\', '/')).slice(-LONGEST_FILE_NAME);
}
