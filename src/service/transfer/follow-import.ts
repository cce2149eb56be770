import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../caller.ts';
import type { ImportProgress, ImportRecord, ImportStatus } from '../ports/import-store.ts';
import { isSettled } from './is-settled.ts';
import { withProgress, type ImportManagement } from './manage-imports.ts';
import type { TransferDependencies } from './transfer-dependencies.ts';

const LOOK_EVERY_MS = 300;

/**
 * The state of an import now and each time it has changed, the last one when it has ended. Another process may
 * be at work, so the store is looked at.
 * @throws AppError `import_not_found`, `forbidden` first
 */
export async function* followImport(
  { store, jobs }: TransferDependencies,
  { findImport }: Pick<ImportManagement, 'findImport'>,
  id: string,
  caller: Caller,
  signal?: AbortSignal,
): AsyncGenerator<ImportStatus> {
  await findImport(id, caller);
  let said = '';
  while (signal?.aborted !== true) {
    // Before the store, which may have ended the job by the time it answers.
    const here = jobs.progressOf(id);
    const kept = await store.findImportStatus(id);
    if (kept === null) return;
    const status = withProgress(kept, here);
    const saying = JSON.stringify(status);
    if (saying !== said) yield status;
    said = saying;
    if (isSettled(status)) return;
    await sleep(LOOK_EVERY_MS, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
}

/**
 * Works on an import here, and on those of its bank that come before it: whoever was at work on them may have died.
 * Waits for those that others work on.
 */
export async function completeImport(
  dependencies: TransferDependencies,
  { findImport }: Pick<ImportManagement, 'findImport'>,
  id: string,
  caller: Caller,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportRecord> {
  const { jobs } = dependencies;
  const show = setInterval(() => {
    const progress = jobs.progressOf(id) as ImportProgress | null | undefined;
    if (progress != null) onProgress(progress);
  }, 100);
  try {
    const { bank } = await findImport(id, caller);
    for (;;) {
      await jobs.runNext(bank);
      const record = await findImport(id, caller);
      if (isSettled(record)) return record;
      if (record.progress !== null) onProgress(record.progress);
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    clearInterval(show);
  }
}
