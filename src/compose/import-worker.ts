import { setPriority } from 'node:os';
import { MessageChannel, parentPort, type MessagePort } from 'node:worker_threads';
import type { QuestionDocument } from '../engine/index.ts';
import { AppError } from '../errors.ts';
import type { ComingChanges } from '../service/index-keeper/prepared-index.ts';
import type { JobContext } from '../service/jobs/job-handler.ts';
import type { ImportProgress } from '../service/ports/import-store.ts';
import type { Store } from '../service/ports/store.ts';
import { carryOutImport } from '../service/transfer/carry-out-import.ts';
import { withinIndexMemory } from '../service/within-index-memory.ts';
import { collectGarbage } from './collect-garbage.ts';
import { giveDocuments } from './document-feed.ts';
import type { ImportMessage, ImportTask } from './import-thread.ts';
import { openJudgingEngine, openStore, openTables } from './open-adapters.ts';
import { systemClock as clock } from './system-clock.ts';

// A thread that does one import, over connections of its own.

/** From -20, the highest, to 19; the process has 0. */
const PRIORITY = 12;

const port = parentPort!;
const abort = new AbortController();
// There a priority is a thread's own: where processors are scarce, searches go first.
if (process.platform === 'linux') setPriority(PRIORITY);

/** Resolves when the documents of what is being written are no longer wanted. */
let given: Promise<void> | null = null;

port.once('message', (task: ImportTask) => {
  port.on('message', () => {
    abort.abort();
  });
  void answer(task);
});

async function answer(task: ImportTask): Promise<void> {
  const store = await openStore(task.config);
  let phase: ImportProgress['phase'] | null = null;
  const context: JobContext = {
    lease: task.lease,
    signal: abort.signal,
    report: (report) => {
      const progress = report as ImportProgress;
      tell({ progress });
      // What a phase leaves behind should not be there beside what the next one needs.
      if (phase !== null && progress.phase !== phase)
        collectGarbage({ compact: progress.phase === 'writing' });
      ({ phase } = progress);
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
    if ('kept' in outcome) await given;
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

function tellPlanned({ put: { pieces, ...put }, ...changes }: ComingChanges): void {
  const { port1: giving, port2: taking } = new MessageChannel();
  given = giveDocuments(pieces as Iterable<readonly QuestionDocument[]>, giving);
  tell({ planned: { ...changes, put }, documents: taking }, [taking]);
}

function tell(message: ImportMessage, transferred: MessagePort[] = []): void {
  port.postMessage(message, transferred);
}
