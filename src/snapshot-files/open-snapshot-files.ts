import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from '../service/ports/logger.ts';
import type { BankSnapshot, SnapshotStore } from '../service/ports/snapshot-store.ts';
import { parseSnapshot, snapshotLines } from './snapshot-format.ts';
import { removeAbandonedWrites, writeAtomically } from './write-atomically.ts';

export interface SnapshotFilesOptions {
  /** Made when missing. Processes on one machine may share it. */
  folder: string;
  logger: Logger;
}

const SUFFIX = '.snapshot.ndjson';

/**
 * Snapshots as one file a bank, `<bank>.snapshot.ndjson`. One that cannot be read becomes `….damaged`. A folder that
 * cannot be made or written makes saving fail, nothing else.
 */
export async function openSnapshotFiles({ folder, logger }: SnapshotFilesOptions): Promise<SnapshotStore> {
  await removeAbandonedWrites(folder, Date.now()).catch(() => undefined);
  const fileOf = (bank: string): string => path.join(folder, encodeURIComponent(bank) + SUFFIX);

  const setAside = async (file: string, error: unknown): Promise<void> => {
    const damaged = `${file}.damaged`;
    logger.warn({ error, file: damaged }, 'A snapshot cannot be read and was set aside');
    await rename(file, damaged).catch((failure: unknown) => {
      logger.warn({ error: failure, file }, 'A damaged snapshot could not be set aside');
    });
  };

  return {
    async list() {
      const files = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      return files
        .filter((file) => file.endsWith(SUFFIX))
        .map((file) => decodeURIComponent(file.slice(0, -SUFFIX.length)))
        .sort();
    },
    async load(bank) {
      const file = fileOf(bank);
      try {
        return await read(file, bank);
      } catch (error) {
        if (!isMissing(error)) await setAside(file, error);
        return null;
      }
    },
    async save(snapshot) {
      await mkdir(folder, { recursive: true });
      await writeAtomically(fileOf(snapshot.bank.name), snapshotLines(snapshot));
    },
    async remove(bank) {
      await rm(fileOf(bank), { force: true });
    },
  };
}

async function read(file: string, bank: string): Promise<BankSnapshot> {
  const handle = await open(file);
  try {
    const snapshot = await parseSnapshot(handle.readLines());
    if (snapshot.bank.name !== bank) throw new Error(`the file holds bank ${snapshot.bank.name}`);
    return snapshot;
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
