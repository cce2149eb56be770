import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/service/ports/store.ts';
import { openStore, type StoreOptions } from '../../src/storage/index.ts';
import { audit, settings } from '../contract/store-fixtures.ts';
import { requireService } from '../helpers/availability.ts';
import { compileSources } from '../helpers/compile-sources.ts';
import { eventually } from '../helpers/eventually.ts';
import { IMPORTER, importServices } from '../helpers/import-services.ts';
import { startMariadb } from '../helpers/mariadb.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

// A process that imports is killed (-9) at random moments, and another goes on:
// 1. After each kill every bank holds all of an import or nothing of it, and so does its history.
// 2. In the end every import is published, counted as if nothing had happened, each row once.
//
// One process imports into three banks at once, in a thread each as the service does, each at another point of its
// work, so that eight kills are twenty-four kill points. Moments are drawn evenly from the time that the work takes
// undisturbed once the first thread has begun, by a generator with a fixed seed.

const SEED = 20_261_121;
const BANKS = [400, 1000, 2000].map((rows) => ({ name: `bank-${rows}`, rows }));
const ROUNDS = 4;
const KILLS_IN_ROUND = 2;

const WORKER = 'test/helpers/import-worker';
const program = temporaryFolder('kill-program');
beforeAll(() => {
  compileSources(program.path, [`${WORKER}.ts`]);
}, 120_000);
afterAll(() => {
  program.remove();
});

describe('over SQLite', () => {
  killSuite(() => {
    const folder = temporaryFolder('kill');
    const options = { sqliteFile: path.join(folder.path, 'jieda.db') };
    return Promise.resolve({
      options,
      remove() {
        folder.remove();
      },
    });
  });
});
describe.runIf(requireService('mariadb'))('over MariaDB', () => {
  killSuite(async () => {
    const mariadb = await startMariadb();
    return {
      options: { mysqlUrl: await mariadb.createDatabase(), sqliteFile: '' },
      remove: () => mariadb.stop(),
    };
  });
});

interface Database {
  options: StoreOptions;
  remove(): void | Promise<void>;
}

function killSuite(create: () => Promise<Database>): void {
  let database: Database;
  let store: Store;
  /** Starts while its forerunner works. */
  let next: Promise<ChildProcess>;
  const children: ChildProcess[] = [];

  const startWorker = async (): Promise<ChildProcess> => {
    const { mysqlUrl = '', sqliteFile } = database.options;
    const child = fork(path.join(program.path, `${WORKER}.js`), [mysqlUrl, sqliteFile]);
    children.push(child);
    const failed = once(child, 'exit').then(() => Promise.reject(new Error('A worker did not start')));
    await Promise.race([once(child, 'message'), failed]);
    failed.catch(() => undefined);
    return child;
  };
  /** A worker that looks for jobs, while the one after it starts. */
  const takeWorker = async (): Promise<ChildProcess> => {
    const worker = await next;
    next = startWorker();
    worker.send('go');
    return worker;
  };
  /** Until a thread of the worker has begun, or the worker found nothing left to do. */
  const working = (worker: ChildProcess, ids: readonly string[]): Promise<void> => {
    let hasBegun = false;
    worker.once('message', () => {
      hasBegun = true;
    });
    return eventually(async () => hasBegun || (await settled(ids)), 60_000);
  };
  const kill = async (worker: ChildProcess): Promise<void> => {
    const ended = once(worker, 'exit');
    worker.kill('SIGKILL');
    await ended;
  };

  beforeAll(async () => {
    database = await create();
    store = openStore(database.options);
    await store.migrate();
    for (const { name } of BANKS) await store.createBank(name, settings, audit);
    next = startWorker();
  });
  afterAll(async () => {
    await next;
    for (const child of children) child.kill('SIGKILL');
    await store.close();
    await database.remove();
  });

  /** Puts an import in line that gives every question of the bank the answer `round`. */
  const submit = async ({ name, rows }: (typeof BANKS)[number], round: number): Promise<string> => {
    const lines = Array.from({ length: rows }, (_, n) => `第 ${n} 个问题是什么,答案 ${round}`);
    const bytes = Buffer.from(['问题,答案', ...lines].join('\n'));
    const input = { bank: name, fileName: `${round}.csv`, bytes, mode: 'upsert', dryRun: false } as const;
    return (await importServices(store).transfer.submitImport(input, IMPORTER)).id;
  };

  /** How many questions of the bank have which answer, and how many changes of the import are in its history. */
  const look = async (bank: string, id: string) => {
    const answers = new Map<string, number>();
    for await (const batch of store.readQuestions(bank, 1000)) {
      for (const { answer } of batch) answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    const { total } = await store.listHistory(bank, { importId: id }, { limit: 1, offset: 0 });
    return { answers: [...answers], changes: total };
  };
  const allOf = (rows: number, round: number) => ({ answers: [[`答案 ${round}`, rows]], changes: rows });
  const noneOf = (rows: number, round: number) => ({
    answers: round === 0 ? [] : [[`答案 ${round - 1}`, rows]],
    changes: 0,
  });

  const settled = async (ids: readonly string[]): Promise<boolean> => {
    const states = await Promise.all(ids.map((id) => store.findImportStatus(id)));
    return states.every((status) => status?.state === 'published');
  };

  it('leaves all of an import or nothing, and goes on', { timeout: 400_000 }, async () => {
    const random = generator(SEED);
    let undisturbedMs = 0;
    let worker = await takeWorker();
    for (let round = 0; round <= ROUNDS; round++) {
      const ids = await Promise.all(BANKS.map((bank) => submit(bank, round)));
      await working(worker, ids);
      const startedAt = performance.now();
      for (let n = 0; round > 0 && n < KILLS_IN_ROUND; n++) {
        const moment = random() * undisturbedMs;
        await sleep(moment);
        await kill(worker);
        for (const [index, { name, rows }] of BANKS.entries()) {
          const id = ids[index]!;
          const [found, status] = [await look(name, id), await store.findImportStatus(id)];
          const expected = status?.state === 'published' ? allOf(rows, round) : noneOf(rows, round);
          expect(found, `round ${round}, killed after ${moment} ms of ${undisturbedMs}`).toEqual(expected);
        }
        worker = await takeWorker();
        await working(worker, ids);
      }
      await eventually(() => settled(ids), 60_000);
      if (round === 0) undisturbedMs = performance.now() - startedAt;
      for (const [index, { name, rows }] of BANKS.entries()) {
        const id = ids[index]!;
        const zero = { read: rows, added: 0, updated: 0, unchanged: 0, rejected: 0, removed: 0 };
        const counts = { ...zero, [round === 0 ? 'added' : 'updated']: rows };
        expect(await store.findImportStatus(id)).toMatchObject({ state: 'published', error: null, counts });
        expect(await look(name, id)).toEqual(allOf(rows, round));
      }
    }
  });
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
