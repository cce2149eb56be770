import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/service/ports/store.ts';
import { openStore } from '../../src/storage/index.ts';
import { expectError } from '../contract/expect-error.ts';
import { add, addAll, newBank } from '../contract/store-fixtures.ts';
import { requireService } from '../helpers/availability.ts';
import { freePort } from '../helpers/free-port.ts';
import { startMariadb, type Mariadb } from '../helpers/mariadb.ts';

// What only a database server can do to the store:
// 1. Away at start: opening succeeds, calls fail with store_unavailable at once.
// 2. Killed: calls fail within the timeouts; after a restart the same store works and nothing is lost.
// 3. Frozen: calls fail within the timeouts although connections stay open; afterwards the store works.
// 4. Its connections ended by an administrator: the store takes new ones.
// 5. Wrong password or database: store_unavailable, nothing of the driver in the message.
// 6. A write that waits for the lock of another transaction goes on when the lock is free.
// 7. A migration that was cut short runs again and keeps what is there.
// 8. A user who may not create triggers has a store that works and says that it does not see what others change.
// 9. A database made with another character set still keeps every character.

describe.runIf(requireService('mariadb'))('the store and its server', () => {
  let mariadb: Mariadb;
  const stores: Store[] = [];
  beforeAll(async () => {
    mariadb = await startMariadb();
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
  });
  afterAll(() => mariadb.stop());

  const open = (mysqlUrl: string) => {
    const timeouts = { connectTimeoutMs: 400, statementTimeoutMs: 1500 };
    const store = openStore({ mysqlUrl, sqliteFile: '', connectionLimit: 3, ...timeouts });
    stores.push(store);
    return store;
  };

  const migrated = async () => {
    const url = await mariadb.createDatabase();
    const store = open(url);
    await store.migrate();
    return { store, url, bank: await newBank(store) };
  };

  it('may be away at start', async () => {
    const store = open(`mysql://jieda:x@127.0.0.1:${await freePort()}/jieda`);
    for (const work of [store.ping(), store.migrate(), store.listBanks(), addAll(store, 'b', add('一'))]) {
      await expectError(work, 'store_unavailable');
    }
  });

  it('may crash and come back', async () => {
    const { store, bank } = await migrated();
    const [id] = await addAll(store, bank, add('一'));
    await mariadb.kill();
    const started = performance.now();
    const calls = Array.from({ length: 10 }, () => expectError(store.listBanks(), 'store_unavailable'));
    await Promise.all([...calls, expectError(store.ping(), 'store_unavailable')]);
    await expectError(addAll(store, bank, add('二')), 'store_unavailable');
    expect(performance.now() - started).toBeLessThan(30_000);
    await mariadb.restart();
    await store.ping();
    expect((await store.findQuestion(bank, id!))?.question).toBe('一');
    await addAll(store, bank, add('二'));
    expect((await store.findBank(bank))?.version).toBe(3);
  });

  it('may hang and come back', async () => {
    const { store, bank } = await migrated();
    await mariadb.pause();
    try {
      const started = performance.now();
      await expectError(store.ping(), 'store_unavailable');
      expect(performance.now() - started).toBeLessThan(8000);
      const calls = Array.from({ length: 8 }, () => expectError(store.listBanks(), 'store_unavailable'));
      await Promise.all([...calls, expectError(addAll(store, bank, add('一')), 'store_unavailable')]);
      expect(performance.now() - started).toBeLessThan(30_000);
    } finally {
      mariadb.resume();
    }
    await store.ping();
    await addAll(store, bank, add('二'));
  });

  it('may end connections', async () => {
    const { store, bank, url } = await migrated();
    await Promise.all([store.listBanks(), store.listBanks(), store.listBanks()]);
    await endConnectionsTo(url);
    await sleep(100);
    expect(await addAll(store, bank, add('一'))).toHaveLength(1);
  });

  it('may refuse the login', async () => {
    const url = await mariadb.createDatabase();
    for (const wrong of [url.replace('only-for-tests', 'wrong'), `${url}_missing`]) {
      const error: unknown = await open(wrong)
        .listBanks()
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code: 'store_unavailable',
        message: 'The database is unavailable, try again later',
      });
    }
  });

  it('makes a write wait for a lock', async () => {
    const { store, bank, url } = await migrated();
    const other = await createConnection(url);
    await other.query('begin');
    await other.query('select * from banks where name = ? for update', [bank]);
    let done = false;
    const write = addAll(store, bank, add('一')).then(() => (done = true));
    await sleep(1300);
    expect(done).toBe(false);
    await other.query('rollback');
    await write;
    await other.query('begin');
    await other.query('select * from banks where name = ? for update', [bank]);
    await expectError(addAll(store, bank, add('二')), 'store_unavailable');
    await other.query('rollback');
    await other.end();
    await addAll(store, bank, add('三'));
    expect((await store.findBank(bank))?.version).toBe(3);
  });

  it('may have been cut short while migrating', async () => {
    const { store, url, bank } = await migrated();
    const connection = await createConnection(url);
    await connection.query('delete from kysely_migration');
    await connection.query('drop table idempotency');
    await connection.query('drop index questions_by_category on questions');
    await connection.end();
    expect(await store.migrate()).toContain('2026-11-21-initial-schema');
    expect(await store.findBank(bank)).not.toBeNull();
    const lifetime = { keptForMs: 1000, heldForMs: 1000 };
    expect(await store.reserve('key', 'print', new Date(), lifetime)).toEqual({ outcome: 'reserved' });
  });

  it('may refuse triggers', async () => {
    const url = await mariadb.createDatabase();
    const name = new URL(url).pathname.slice(1);
    const connection = await createConnection(url);
    await connection.query(`create user 'plain'@'%' identified by 'only-for-tests'`);
    await connection.query(
      `grant select, insert, update, delete, create, alter, drop, index, references on ${name}.* to 'plain'@'%'`,
    );
    await connection.end();
    const store = open(url.replace('jieda:', 'plain:'));
    await store.migrate();
    expect(await store.logsOutsideChanges()).toBe(false);
    await addAll(store, await newBank(store), add('一'));
    const allowed = open(url);
    expect(await allowed.migrate()).toEqual([]);
    expect(await allowed.logsOutsideChanges()).toBe(true);
  });

  it('may have another default character set', async () => {
    const url = await mariadb.createDatabase();
    const name = new URL(url).pathname.slice(1);
    const connection = await createConnection(url);
    await connection.query(`alter database ${name} character set latin1`);
    await connection.end();
    const store = open(url);
    await store.migrate();
    const bank = await newBank(store);
    const [id] = await addAll(store, bank, add('𠮷😀'));
    expect((await store.findQuestion(bank, id!))?.question).toBe('𠮷😀');
  });
});

async function endConnectionsTo(url: string): Promise<void> {
  const connection = await createConnection(url);
  const [rows] = await connection.query(
    'select id from information_schema.processlist where db = database() and id <> connection_id()',
  );
  for (const { id } of rows as { id: number }[]) await connection.query(`kill ${id}`);
  await connection.end();
}
