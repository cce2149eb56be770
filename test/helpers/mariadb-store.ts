import type { Store } from '../../src/service/ports/store.ts';
import { openStore } from '../../src/storage/index.ts';
import { startMariadb } from './mariadb.ts';

/** A real store in a MariaDB server of its own, migrated; `close` ends the server. */
export async function mariadbStore(): Promise<Store> {
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
