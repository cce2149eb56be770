import { openStore } from '../../src/storage/index.ts';
import { importServices } from './import-services.ts';

// A process that does imports, for tests that kill it: it is ready, then begins when told to.

const [mysqlUrl = '', sqliteFile = ''] = process.argv.slice(2);
const store = openStore({ mysqlUrl: mysqlUrl === '' ? undefined : mysqlUrl, sqliteFile });
const { jobs } = importServices(store, { leaseMs: 400, pollIntervalMs: 50, concurrency: 3 });
await store.ping();
process.once('message', () => {
  jobs.start();
});
// The parent may be killed itself.
process.once('disconnect', () => {
  process.exit();
});
process.send?.('ready');
