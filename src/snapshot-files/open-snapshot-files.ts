import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '../service/ports/logger.ts';
import type { BankSnapshot, SnapshotStore } from '../service/ports/snapshot-store.ts';
import { readSnapshot } from './read-snapshot.ts';
import { snapshotChunks } from './snapshot-format.ts';
import { removeAbandonedWrites, writeAtomically } from './write-atomically.ts';

export interface SnapshotFilesOptions {
  /** Made when missing. Processes on one machine may share it. */
  folder: string;
  logger: Logger;
}

const SUFFIX = '.snapshot';
/** Of files that earlier versions wrote, which are not read any more. */
const FORMER_SUFFIX = '.snapshot.ndjson';

/**
 * Snapshots as one file a bank, `<bank>.snapshot`. One that is damaged becomes `….damaged`. A folder that cannot be
 * made or written makes saving fail, nothing else.
 */
export async function openSnapshotFiles({ folder, logger }: SnapshotFilesOptions): Promise<SnapshotStore> {
  await removeAbandonedWrites(folder, Date.now()).catch(() => undefined);
  const fileOf = (bank: string, suffix = SUFFIX): string =>
    path.join(folder, encodeURIComponent(bank) + suffix);

  const setAside = async (file: string, error: unknown): Promise<void> => {
    const damaged = `${file}.damaged`;
    logger.warn({ error, file: damaged }, 'A snapshot cannot be read and was set aside');
    await rename(file, damaged).catch((failure: unknown) => {
      logger.warn({ error: failure, file }, 'A damaged snapshot could not be set aside');
    });
  };

  /** Null where the file is missing, cannot be read for now, or had to be set aside. */
  const read = async (file: string, bank: string): Promise<BankSnapshot | null> => {
    try {
      const snapshot = await readFrom(file);
      if (snapshot.bank.name !== bank) throw new Error(`the file holds bank ${snapshot.bank.name}`);
      return snapshot;
    } catch (error) {
      if (isMissing(error)) return null;
      // Of the machine, such as too many open files: it says nothing of the file, which may be read the next time.
      if (isSystemError(error)) logger.warn({ error, file }, 'A snapshot cannot be read for now');
      else await setAside(file, error);
      return null;
    }
  };

  return {
    async list() {
      const files = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const names = [SUFFIX, FORMER_SUFFIX].flatMap((suffix) =>
        files.filter((file) => file.endsWith(suffix)).map((file) => file.slice(0, -suffix.length)),
      );
      return [...new Set(names.flatMap(banksOf))].sort();
    },
    async load(bank) {
      // Set aside with its format named.
      await read(fileOf(bank, FORMER_SUFFIX), bank);
      return read(fileOf(bank), bank);
    },
    async save(snapshot) {
      await mkdir(folder, { recursive: true });
      await writeAtomically(fileOf(snapshot.bank.name), snapshotChunks(snapshot));
    },
    async remove(bank) {
      await rm(fileOf(bank), { force: true });
    },
    setAside: (bank, reason) => setAside(fileOf(bank), reason),
  };
}

async function readFrom(file: string): Promise<BankSnapshot> {
  const handle = await open(file);
  try {
    return await readSnapshot(handle);
  } finally {
    await handle.close();
  }
}

/** None where somebody else has named the file. */
function banksOf(name: string): string[] {
  try {
    return [decodeURIComponent(name)];
  } catch {
    return [];
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function isMissing(error: unknown): boolean {
  return isSystemError(error) && error.code === 'ENOENT';
}
