import { join } from 'node:path';
import type { Store } from '../../src/service/ports/store.ts';
import { openStore } from '../../src/storage/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A real store on a new SQLite file, migrated; `close` removes the file. */
export async function sqliteStore(): Promise<Store> {
  const folder = temporaryFolder('store');
  const store = openStore({ sqliteFile: join(folder.path, 'jieda.db') });
  await store.migrate();
  return {
    ...store,
    async close() {
      await store.close();
      folder.remove();
    },
  };
}
