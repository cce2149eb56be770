import { join } from 'node:path';
import Libsql from 'libsql';
import { createConnection } from 'mysql2/promise';
import { describe } from 'vitest';
import { openStore, type StoreOptions } from '../../src/storage/index.ts';
import type { Store } from '../../src/service/ports/store.ts';
import { requireService } from '../helpers/availability.ts';
import { startMariadb, type Mariadb } from '../helpers/mariadb.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { storeContract } from './store-contract.ts';
import type { StoreHarness } from './store-fixtures.ts';

// The contract of the store, on every database that it runs on. Each property is at the head of its part.

storeContract('SQLite', () => {
  const folder = temporaryFolder('store');
  return Promise.resolve(
    harness({ sqliteFile: join(folder.path, 'new', 'jieda.db') }, () => {
      folder.remove();
    }),
  );
});

describe.runIf(requireService('mariadb'))('with a server', () => {
  let server: Promise<Mariadb> | undefined;
  let users = 0;
  storeContract('MariaDB', async () => {
    server ??= startMariadb();
    users++;
    const mariadb = await server;
    return harness({ mysqlUrl: await mariadb.createDatabase(), sqliteFile: '' }, async () => {
      if (--users === 0) await mariadb.stop();
    });
  });
});

async function runSql({ mysqlUrl, sqliteFile }: StoreOptions, statement: string): Promise<void> {
  if (mysqlUrl === undefined) {
    const db = new Libsql(sqliteFile);
    db.exec(statement);
    db.close();
    return;
  }
  const connection = await createConnection(mysqlUrl);
  await connection.query(statement);
  await connection.end();
}

function harness(options: StoreOptions, remove: () => void | Promise<void>): StoreHarness {
  const stores: Store[] = [];
  return {
    open() {
      const store = openStore({ ...options, connectionLimit: 4 });
      stores.push(store);
      return store;
    },
    runSql: (statement) => runSql(options, statement),
    async remove() {
      for (const store of stores) await store.close();
      await remove();
    },
  };
}
