import { describe } from 'vitest';
import type { Store } from '../../src/service/ports/store.ts';
import { requireService } from './availability.ts';
import { mariadbStore } from './mariadb-store.ts';
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
