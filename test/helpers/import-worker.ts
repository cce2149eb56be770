import { importInThread } from '../../src/compose/import-thread.ts';
import { createImportRunner } from '../../src/service/transfer/create-import-runner.ts';
import { openStore } from '../../src/storage/index.ts';

// A process that does imports as `jieda serve` does them, each in a thread, for tests that kill it; nothing is indexed.
// It is ready, begins when told to, and says when a thread works.

const [mysqlUrl = '', sqliteFile = ''] = process.argv.slice(2);
const config = {
  ...{ mysqlUrl: mysqlUrl === '' ? null : mysqlUrl, sqliteFile },
  ...{ maxImportBytes: 2 ** 20, importColumnAliases: [] },
};
const importing = importInThread(config, () => ({ limitBytes: Infinity, usedBytes: 0, questionBytes: 0 }));
const store = openStore({ sqliteFile, mysqlUrl: config.mysqlUrl ?? undefined });
const nothing = (): void => undefined;
const nothingYet = (): Promise<void> => Promise.resolve();
const jobs = createImportRunner(
  {
    store,
    clock: { now: () => new Date() },
    notifier: { announce: nothingYet },
    keeper: { catchUp: nothingYet, refresh: nothingYet, prepare: nothing },
  },
  (job, record, context, onPlanned) => {
    const report = (progress: unknown): void => {
      process.send?.('working');
      context.report(progress);
    };
    return importing(job, record, { ...context, report }, onPlanned);
  },
  { info: nothing, warn: console.error, error: console.error },
  { leaseMs: 400, pollIntervalMs: 50, concurrency: 3 },
);
await store.ping();
process.once('message', () => {
  jobs.start();
});
// The parent may be killed itself.
process.once('disconnect', () => {
  process.exit();
});
process.send?.('ready');
