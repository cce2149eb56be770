import { describe } from 'vitest';
import type { Store } from '../../src/service/ports/store.ts';
import { openStore } from '../../src/storage/index.ts';
import { requireService } from './availability.ts';
import { startMariadb } from './mariadb.ts';
import { sqliteStore } from './sqlite-store.ts';

/** Runs a suite on each kind of database, given how to open a new, migrated one; `close` removes it. */
export function onEveryStore(suite: (open: () => Promise<Store>) => void): void {
  describe('over SQLite', () => {
    suite(sqliteStore);
  });
  describe.runIf(requireService('mariadb'))('over MariaDB', () => {
    suite(mariadbStore);
  });
}

async function mariadbStore(): Promise<Store> {
  const mariadb = await startMariadb();
  const store = openStore({ mysqlUrl: await mariadb.createDatabase(), sqliteFile: '' });
  await store.migrate();
  return {
    ...store,
    async close() {
      await store.close();
      await mariadb.stop();
    },
  };
}
