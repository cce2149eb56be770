import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import type { ComingChanges } from '../service/index-keeper/prepared-index.ts';
import type { JobContext } from '../service/jobs/job-handler.ts';
import type { ImportProgress } from '../service/ports/import-store.ts';
import type { Store } from '../service/ports/store.ts';
import { carryOutImport } from '../service/transfer/carry-out-import.ts';
import { withinIndexMemory } from '../service/within-index-memory.ts';
import type { ImportMessage, ImportTask } from './import-thread.ts';
import { openJudgingEngine, openStore, openTables } from './open-adapters.ts';
import { systemClock as clock } from './system-clock.ts';

// A thread that does one import, over connections of its own.

/** So that no message holds the receiving thread up for long. */
const DOCUMENTS_AT_ONCE = 200;

/** From -20, the highest, to 19; the process has 0. */
const PRIORITY = 5;

const port = parentPort!;
const abort = new AbortController();
// There a priority is a thread's own: where processors are scarce, searches go first.
if (process.platform === 'linux') setPriority(PRIORITY);

port.once('message', (task: ImportTask) => {
  port.once('message', () => {
    abort.abort();
  });
  void answer(task);
});

async function answer(task: ImportTask): Promise<void> {
  const store = await openStore(task.config);
  const context: JobContext = {
    lease: task.lease,
    signal: abort.signal,
    report: (progress) => {
      tell({ progress: progress as ImportProgress });
    },
    async commit(transaction) {
      tell({ committing: true });
      try {
        return await transaction();
      } finally {
        tell({ committing: false });
      }
    },
  };
  try {
    const outcome = await carryOut(store, task, context);
    await store.close();
    tell(outcome);
  } catch (error) {
    // Thrown out of here, it would be a rejection that nobody sees.
    setImmediate(() => {
      throw error;
    });
  }
  port.close();
}

async function carryOut(
  store: Store,
  { config, room, job, record: before }: ImportTask,
  context: JobContext,
): Promise<ImportMessage> {
  try {
    const [engine, tables] = await Promise.all([openJudgingEngine(), openTables(config, true)]);
    const record = await carryOutImport(
      { store: withinIndexMemory(store, () => room), clock, engine, ...tables },
      job,
      before,
      context,
      tellPlanned,
    );
    // The findings are in the store already; there may be more of them than of anything else.
    return { kept: Object.assign(record, { findings: [] }) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { refused: { code: error.code, parameters: error.parameters } };
  }
}

function tellPlanned(changes: ComingChanges): void {
  const { put, removed } = changes.documents;
  tell({ planned: { ...changes, documents: { put: [], removed } } });
  for (let from = 0; from < put.length; from += DOCUMENTS_AT_ONCE) {
    tell({ documents: put.slice(from, from + DOCUMENTS_AT_ONCE) });
  }
  tell({ documents: [] });
}

function tell(message: ImportMessage): void {
  port.postMessage(message);
}
