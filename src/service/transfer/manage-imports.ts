import { AppError } from '../../errors.ts';
import { importConflict } from '../import-conflict.ts';
import { demandAccess } from '../access.ts';
import type { Caller } from '../caller.ts';
import type { ImportProgress, ImportStatus } from '../ports/import-store.ts';
import type { BankTransfer } from '../use-cases/bank-transfer.ts';
import type { ImportJob } from './import-job.ts';
import { isSettled } from './is-settled.ts';
import type { TransferDependencies } from './transfer-dependencies.ts';

export type ImportManagement = Pick<
  BankTransfer,
  'findImport' | 'cancelImport' | 'publishImport' | 'listImportChanges'
>;

/** What people do with an import that is there. */
export function createImportManagement({ store, clock, jobs }: TransferDependencies): ImportManagement {
  /** @throws AppError `import_not_found`, also where the caller may not know of it */
  const find: BankTransfer['findImport'] = async (id, caller) => {
    const record = await store.findImport(id);
    if (record === null) throw notFound(id, caller);
    demandAccess(caller, 'read', record.bank);
    return withProgress(record, jobs.progressOf(id));
  };

  const findToWrite: BankTransfer['findImport'] = async (id, caller) => {
    const record = await find(id, caller);
    demandAccess(caller, 'write', record.bank);
    return record;
  };

  return {
    findImport: find,

    async cancelImport(id, caller) {
      await findToWrite(id, caller);
      const isCancelled = await store.cancelImport(id, clock.now());
      const record = await find(id, caller);
      if (!isCancelled) throw importConflict(record.state);
      return record;
    },

    async publishImport(id, { force }, caller) {
      const record = await findToWrite(id, caller);
      const { bank, state, checkedVersion } = record;
      if (state !== 'validated') throw importConflict(state);
      const current = (await store.findBank(bank))?.version;
      if (current === undefined) throw new AppError('bank_not_found', { bank });
      if (!force && current !== checkedVersion) {
        throw new AppError('import_outdated', { seen: checkedVersion ?? 0, current });
      }
      const payload: ImportJob = { createMissingBank: false, demandedVersion: force ? null : checkedVersion };
      const queued = { ...record, dryRun: false, state: 'queued', finishedAt: null } as const;
      await store.requeueImport(queued, { id, queue: bank, payload, dueAt: clock.now() });
      jobs.wake();
      return queued;
    },

    async listImportChanges(id, kind, page, caller) {
      const record = await find(id, caller);
      if (!isSettled(record)) throw importConflict(record.state);
      return store.listImportChanges(id, kind, page);
    },
  };
}

function notFound(id: string, caller: Caller): AppError {
  return caller.role === null ? new AppError('unauthenticated') : new AppError('import_not_found', { id });
}

/**
 * With what the worker in this process knows: newer than the store, and until searches see what was written. Of an
 * import that was cancelled it knows less, until it has come to a place where it can stop.
 */
export function withProgress<T extends ImportStatus>(record: T, here: unknown): T {
  if (here === undefined || here === null || record.state === 'cancelled') return record;
  return { ...record, state: 'running', progress: here as ImportProgress };
}
