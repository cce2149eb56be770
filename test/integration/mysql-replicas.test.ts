/**
 * A MariaDB primary with a replica that follows it by real replication:
 * 1. lists, counts and whole banks are read from the replica while it has the latest change;
 * 2. what has just been written is read, also while the replica is behind;
 * 3. a replica that is killed while a bank is read costs no failed read; one line is logged, and one when it is back.
 */
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Store } from '../../src/service/ports/store.ts';
import { openStore } from '../../src/storage/index.ts';
import { requireService } from '../helpers/availability.ts';
import { eventually } from '../helpers/eventually.ts';
import { startMariadb, type Mariadb } from '../helpers/mariadb.ts';
import { recordingLogger } from '../helpers/recording-logger.ts';
import { addition, SETTINGS, TESTER } from '../unit/service/sample-content.ts';

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const BY_AGE = { by: 'createdAt', descending: false } as const;
const PAGE = { limit: 100, offset: 0 };

describe.runIf(requireService('mariadb'))('a replica', () => {
  const logger = recordingLogger();
  let primary: Mariadb;
  let replica: Mariadb;
  let store: Store;
  let atReplica: Connection;

  beforeAll(async () => {
    primary = await startMariadb(['--log-bin=bin', '--server-id=1', '--binlog-format=ROW']);
    const primaryUrl = await primary.createDatabase();
    replica = await startMariadb(['--server-id=2', '--read-only=1']);
    const { username, password, pathname } = new URL(primaryUrl);
    const replicaUrl = `mysql://${username}:${password}@127.0.0.1:${replica.port}${pathname}`;
    atReplica = await createConnection(`mysql://${username}:${password}@127.0.0.1:${replica.port}`);
    await atReplica.query(
      `CHANGE MASTER TO master_host = '127.0.0.1', master_port = ${primary.port}, master_user = '${username}',
       master_password = '${password}', master_use_gtid = slave_pos`,
    );
    await atReplica.query('START SLAVE');
    store = openStore({
      mysqlUrl: primaryUrl,
      mysqlReplicaUrls: [replicaUrl],
      sqliteFile: '',
      logger,
    });
    await store.migrate();
    await store.createBank('finance', SETTINGS, TESTER);
    await add(...Array.from({ length: 50 }, (_, at) => `问题 ${at}`));
  });

  afterAll(async () => {
    await store.close();
    await atReplica.end().catch(() => undefined);
    await Promise.all([primary.stop(), replica.stop()]);
  });

  const add = (...questions: string[]) =>
    store.applyQuestionChanges(
      'finance',
      questions.map((question) => addition(question)),
      TESTER,
    );
  const count = async (): Promise<number> => (await store.listQuestions('finance', {}, BY_AGE, PAGE)).total;
  const state = () => store.replicas()[0]?.state;

  /** Reads of questions that the replica has done. */
  const readsAtReplica = async (): Promise<number> => {
    const [rows] = await atReplica.query<(RowDataPacket & { Value: string })[]>(
      "SHOW GLOBAL STATUS LIKE 'Com_select'",
    );
    return Number(rows[0]!.Value);
  };

  it('is read as long as it has the latest change', async () => {
    await eventually(async () => (await count()) === 50 && state() === 'up');
    const before = await readsAtReplica();
    await store.countByCategory('finance');
    const batches = [];
    for await (const batch of store.readQuestions('finance', 20)) batches.push(batch.length);
    expect(batches).toEqual([20, 20, 10]);
    // Each is two probes and the reads themselves, where the primary alone would have left it in peace.
    expect((await readsAtReplica()) - before).toBeGreaterThan(8);
  });

  it('is left out while it is behind', async () => {
    await atReplica.query('STOP SLAVE SQL_THREAD');
    await add('刚刚写入的问题');
    expect(await count()).toBe(51);
    expect(state()).toBe('behind');
    await atReplica.query('START SLAVE SQL_THREAD');
    await eventually(async () => (await count()) === 51 && state() === 'up');
  });

  it('may be killed while it is read', async () => {
    const ids: string[] = [];
    for await (const batch of store.readQuestions('finance', 10)) {
      if (ids.length === 10) await replica.kill();
      ids.push(...batch.map(({ id }) => id));
      expect(await count()).toBe(51);
    }
    expect(new Set(ids).size).toBe(51);
    expect(state()).toBe('away');
    expect(logger.lines.filter(({ message }) => message.includes('replica is away'))).toHaveLength(1);
    await replica.restart();
    await eventually(async () => (await count()) === 51 && state() === 'up', 20_000);
    expect(logger.lines.at(-1)).toMatchObject({
      level: 'info',
      message: 'A database replica is in use again',
    });
  });
});
