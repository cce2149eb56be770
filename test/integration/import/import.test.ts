import { describe } from 'vitest';
import type { Store } from '../../../src/service/ports/store.ts';
import { requireService } from '../../helpers/availability.ts';
import { mariadbStore } from '../../helpers/mariadb-store.ts';
import { sqliteStore } from '../../helpers/sqlite-store.ts';
import { contestedWriteSuite } from './contested-write-suite.ts';
import { importAccessSuite } from './import-access-suite.ts';
import { importContext } from './import-context.ts';
import { importedRowsSuite } from './imported-rows-suite.ts';
import { readBackSuite } from './read-back-suite.ts';

// Imports and exports over real stores and real files. Each property is at the head of its part; the parts share one
// store, since a database server takes seconds to start.

describe('over SQLite', () => {
  importSuite(sqliteStore, 40);
});
describe.runIf(requireService('mariadb'))('over MariaDB', () => {
  importSuite(mariadbStore, 10);
});

/** @param roundTrips banks of random content that are exported and imported */
function importSuite(open: () => Promise<Store>, roundTrips: number): void {
  const context = importContext(open);
  importedRowsSuite(context);
  contestedWriteSuite(context);
  importAccessSuite(context);
  readBackSuite(context, roundTrips);
}
