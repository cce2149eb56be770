import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const TEMPORARY = '.tmp';
/** No write takes this long: whoever began it is gone. */
const ABANDONED_AFTER_MS = 3_600_000;

/**
 * Puts `chunks` in the place of `file`: other processes, and this one after a crash, see the old content or
 * the new, nothing between. Lets other work run between chunks.
 */
export async function writeAtomically(file: string, chunks: Iterable<Uint8Array>): Promise<void> {
  const temporary = `${file}.${randomUUID()}${TEMPORARY}`;
  try {
    const handle = await open(temporary, 'w');
    try {
      for (const chunk of chunks) await handle.appendFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Makes the renaming itself last. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes what crashed processes left of unfinished writes in `folder`. */
export async function removeAbandonedWrites(folder: string, nowMs: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(TEMPORARY)) continue;
    const file = path.join(folder, name);
    const { mtimeMs } = await stat(file);
    if (nowMs - mtimeMs > ABANDONED_AFTER_MS) await rm(file, { force: true });
  }
}
