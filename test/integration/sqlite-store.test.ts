import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { NewerSchemaError } from '../../src/service/ports/newer-schema-error.ts';
import type { Store } from '../../src/service/ports/store.ts';
import { openStore } from '../../src/storage/index.ts';
import { expectError } from '../contract/expect-error.ts';
import { addAll, add, audit, newBank } from '../contract/store-fixtures.ts';
import { temporaryFolder, type TemporaryFolder } from '../helpers/temporary-folder.ts';

// What only a file can do to the store:
// 1. A file that is closed and opened again keeps its data.
// 2. Processes write to one file at the same time and lose nothing.
// 3. A file that cannot be opened, or is no database: store_unavailable; once mended the same store works.
// 4. A write that waits too long for another: store_unavailable, and the event loop turns meanwhile.
// 5. A large batch lets the event loop turn after every statement.
// 6. Text with U+0000, which the driver would cut, is refused.
// 7. A database in memory works too.
// 8. What was committed is in the file itself a moment later, and the commit did not wait for that.
// 9. What looks through a large bank does not hold the event loop, and lasts for no longer than its transaction.
// 10. A schema that a newer version has upgraded is said to be one, and names what is not known.
// 11. A table that another process makes anew with its columns in another order is read as it is now.

describe('the store and its file', () => {
  let folder: TemporaryFolder;
  const stores: Store[] = [];
  let files = 0;
  beforeAll(() => {
    folder = temporaryFolder('sqlite');
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
  });
  afterAll(() => {
    folder.remove();
  });

  const open = (sqliteFile: string) => {
    const store = openStore({ sqliteFile, statementTimeoutMs: 1000 });
    stores.push(store);
    return store;
  };
  const newFile = () => join(folder.path, `${++files}.db`);
  const migrated = async (file = newFile()) => {
    const store = open(file);
    await store.migrate();
    return { store, file, bank: await newBank(store) };
  };

  it('keeps data between two runs', async () => {
    const { store, file, bank } = await migrated();
    const [id] = await addAll(store, bank, add('𠮷😀', { phrasings: ['另'] }));
    await store.close();
    const again = open(file);
    expect(await again.migrate()).toEqual([]);
    expect(await again.findQuestion(bank, id!)).toMatchObject({ question: '𠮷😀', phrasings: ['另'] });
  });

  it('copies the log into the file after the commit', async () => {
    const { store, file, bank } = await migrated();
    const questions = Array.from({ length: 500 }, (_, n) => add(`问${n}`, { answer: '答'.repeat(5000) }));
    await addAll(store, bank, ...questions);
    expect(statSync(file).size).toBeLessThan(500 * 15_000);
    await vi.waitFor(
      () => {
        expect(statSync(file).size).toBeGreaterThan(500 * 15_000);
      },
      { timeout: 10_000, interval: 100 },
    );
  });

  it('reads a table that was made anew beside it', async () => {
    const { store, file, bank } = await migrated();
    const [id] = await addAll(store, bank, add('怎么还款', { tags: ['还款', '信用卡'] }));
    const before = await store.findQuestion(bank, id!);
    const other = new Libsql(file);
    other.exec(`
      create table turned as select tag, position, question_id from question_tags;
      drop table question_tags;
      alter table turned rename to question_tags`);
    other.close();
    expect(await store.findQuestion(bank, id!)).toEqual(before);
  });

  it('is shared by processes', async () => {
    const { store, file, bank } = await migrated();
    const writers = ['甲', '乙'].map((prefix) => writeInAnotherProcess(file, bank, prefix, 30));
    for (let n = 0; n < 30; n++) await addAll(store, bank, add(`丙${n}`));
    expect(await Promise.all(writers)).toEqual([0, 0]);
    expect((await store.findBank(bank))?.version).toBe(91);
    const changes = await store.listChangedSince(bank, 1, 1000);
    const questions = changes.map((change) => (change.kind === 'question' ? change.question?.question : ''));
    expect(new Set(questions).size).toBe(90);
  });

  it('may be out of reach for a while', async () => {
    const blocked = join(folder.path, 'blocked');
    writeFileSync(blocked, 'a file where a folder should be');
    const store = open(join(blocked, 'jieda.db'));
    for (const work of [store.ping(), store.migrate(), addAll(store, 'b', add('一'))]) {
      await expectError(work, 'store_unavailable');
    }
    rmSync(blocked);
    await store.migrate();
    await addAll(store, await newBank(store), add('一'));

    const file = newFile();
    mkdirSync(file);
    const other = open(file);
    const history = () => other.listHistory('b', {}, { limit: 1, offset: 0 });
    for (const work of [other.listBanks(), history()]) await expectError(work, 'store_unavailable');
    rmSync(file, { recursive: true });
    writeFileSync(file, 'this is not a database, '.repeat(100));
    for (const work of [other.migrate(), history()]) await expectError(work, 'store_unavailable');
    rmSync(file);
    expect(await other.migrate()).not.toHaveLength(0);
    expect(existsSync(file)).toBe(true);
  });

  it('waits for another writer without holding the process', async () => {
    const { store, file, bank } = await migrated();
    const other = new Libsql(file);
    other.exec('begin immediate');
    const turns = await turnsDuring(() => expectError(addAll(store, bank, add('一')), 'store_unavailable'));
    expect(turns).toBeGreaterThan(20);
    expect(await store.listBanks()).toHaveLength(1);
    const write = addAll(store, bank, add('二'));
    setTimeout(() => other.exec('commit'), 300);
    await write;
    other.close();
    expect((await store.findBank(bank))?.version).toBe(2);
  });

  it('takes a large batch in small bites', async () => {
    const { store, bank } = await migrated();
    const changes = Array.from({ length: 5000 }, (_, n) => add(`问${n}`, { phrasings: [`另${n}`] }));
    const turns = await turnsDuring(() => store.applyQuestionChanges(bank, changes, audit));
    expect(turns).toBeGreaterThan(100);
  });

  it('is looked through beside the event loop', async () => {
    const { store, file, bank } = await migrated();
    const changes = Array.from({ length: 5000 }, (_, n) => add(`问${n}`, { phrasings: [`另${n}`] }));
    await store.applyQuestionChanges(bank, changes, audit);
    const last = { by: 'question', descending: false } as const;
    const page = { limit: 2, offset: 1 };
    const list = () => store.listQuestions(bank, { text: '9' }, last, page);
    let turns = 0;
    for (let n = 0; n < 5; n++) turns += await turnsDuring(list);
    expect(turns).toBeGreaterThan(300);

    const { items, total } = await list();
    expect(items.map(({ question }) => question)).toEqual(['问1019', '问1029']);
    expect(total).toBe(changes.filter((_, n) => String(n).includes('9')).length);
    const other = new Libsql(file);
    expect(other.prepare('pragma wal_checkpoint(truncate)').get()).toMatchObject({ busy: 0 });
    other.close();
  });

  it('refuses U+0000', async () => {
    const { store, bank } = await migrated();
    await expectError(addAll(store, bank, add('一', { answer: '前\0后' })), 'invalid_value');
    expect((await store.findBank(bank))?.version).toBe(1);
  });

  it('may have been upgraded by a newer version', async () => {
    const { store, file } = await migrated();
    const database = new Libsql(file);
    database.exec("insert into kysely_migration values ('2099-01-01-future', '2099-01-01')");
    database.close();
    await expect(store.migrate()).rejects.toThrow(new NewerSchemaError('2099-01-01-future'));
  });

  it('may be memory', async () => {
    const { store, bank } = await migrated(':memory:');
    const [id] = await addAll(store, bank, add('一'));
    expect((await store.findQuestion(bank, id!))?.question).toBe('一');
  });
});

/** How often the event loop turned while the work ran. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let working = true;
  const count = () => {
    turns++;
    if (working) setImmediate(count);
  };
  setImmediate(count);
  await work().finally(() => (working = false));
  return turns;
}

/** @returns exit code */
async function writeInAnotherProcess(
  file: string,
  bank: string,
  prefix: string,
  count: number,
): Promise<unknown> {
  const script = join(import.meta.dirname, 'write-questions.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, file, bank, prefix, String(count)], {
    stdio: 'inherit',
  });
  return (await once(child, 'exit'))[0];
}
