/**
 * Over MariaDB, as a user without the right TRIGGER:
 * 1. rows that other programs change, add or remove, also of phrasings, words and settings, reach the index;
 * 2. what the service writes is not taken for the work of others;
 * 3. what changed while nobody looked is found at the next start;
 * 4. that it has to look is said once.
 */
import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLocalChangeNotifier } from '../../src/cache/local-change-notifier.ts';
import { createIndexKeeper } from '../../src/service/index-keeper/create-index-keeper.ts';
import type { IndexKeeper } from '../../src/service/index-keeper/index-keeper.ts';
import { createOutsideWatch, type OutsideWatch } from '../../src/service/index-keeper/outside-watch.ts';
import type { Store } from '../../src/service/ports/store.ts';
import { openStore } from '../../src/storage/index.ts';
import { requireService } from '../helpers/availability.ts';
import { searchEngine } from '../helpers/engine.ts';
import { eventually } from '../helpers/eventually.ts';
import { startMariadb, type Mariadb } from '../helpers/mariadb.ts';
import { recordingLogger } from '../helpers/recording-logger.ts';
import { addition, SETTINGS, TESTER } from '../unit/service/sample-content.ts';

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const BANK = 'finance';

describe.runIf(requireService('mariadb'))('without triggers', () => {
  const clock = { now: () => new Date() };
  const logger = recordingLogger();
  const notifier = createLocalChangeNotifier();
  let mariadb: Mariadb;
  let other: Connection;
  let store: Store;
  let keeper: IndexKeeper;
  let watch: OutsideWatch;

  const look = (): OutsideWatch => {
    const started = createOutsideWatch({ store, notifier, clock, logger }, 100);
    started.start();
    return started;
  };

  beforeAll(async () => {
    mariadb = await startMariadb();
    const url = await mariadb.createDatabase();
    other = await createConnection(url);
    await other.query(`create user 'plain'@'%' identified by 'only-for-tests'`);
    await other.query(
      `grant select, insert, update, delete, create, alter, drop, index, references
       on ${new URL(url).pathname.slice(1)}.* to 'plain'@'%'`,
    );
    store = openStore({ mysqlUrl: url.replace('jieda:', 'plain:'), sqliteFile: '' });
    await store.migrate();
    await store.createBank(BANK, SETTINGS, TESTER);
    await store.applyQuestionChanges(
      BANK,
      [addition('怎么还款', { phrasings: ['如何还钱'] }), addition('怎么开户'), addition('怎么销户')],
      TESTER,
    );
    keeper = createIndexKeeper(
      { store, engine: searchEngine, notifier, snapshots: null, clock, logger },
      { pollIntervalMs: 50 },
    );
    await keeper.start();
    watch = look();
    await eventually(() => hasLooked());
  });

  afterAll(async () => {
    await watch.stop();
    await keeper.stop();
    await other.end();
    await store.close();
    await mariadb.stop();
  });

  const hasLooked = async (): Promise<boolean> => {
    const [rows] = await other.query('select 1 from fingerprints');
    return (rows as unknown[]).length === 1;
  };
  /** Whether the last look saw everything that the service wrote itself. */
  const hasCaughtUp = async (): Promise<boolean> => {
    const [rows] = await other.query('select version from fingerprints');
    return Number((rows as { version: number }[])[0]?.version) === (await version());
  };
  const live = () => {
    const found = keeper.find(BANK);
    if (found === null || found === 'pending') throw new Error('not there');
    return found;
  };
  const documents = () => [...live().index.documents()];
  const version = async () => (await store.bankVersions()).get(BANK)!;

  it('finds changed, added and removed rows', async () => {
    await other.query(`update questions set answer = '改过的答案' where question = '怎么开户'`);
    await eventually(() => documents().some(({ answer }) => answer === '改过的答案'));
    await other.query(`update phrasings set text = '怎样还钱'`);
    await eventually(() => documents().some(({ phrasings }) => phrasings.includes('怎样还钱')));
    await other.query(`delete from questions where question = '怎么销户'`);
    await eventually(() => documents().length === 2);
    await other.query(`insert into bank_words values ('${BANK}', 0, '花呗')`);
    await eventually(() => live().vocabulary.words.includes('花呗'));
    await other.query(`update banks set title = '别的标题'`);
    await eventually(() => live().bank.title === '别的标题');
  });

  it('does not take its own writes for those of others', async () => {
    const before = await version();
    await store.applyQuestionChanges(BANK, [addition('怎么挂失')], TESTER);
    await store.updateBank(BANK, { title: '又一个标题' }, TESTER);
    await eventually(() => documents().length === 3);
    await eventually(hasCaughtUp);
    expect(await version()).toBe(before + 2);
  });

  it('finds what changed while nobody looked', async () => {
    await eventually(hasCaughtUp);
    await watch.stop();
    await other.query(`update questions set answer = '夜里改的' where question = '怎么挂失'`);
    expect(watch.isNeeded).toBe(true);
    watch = look();
    await eventually(() => documents().some(({ answer }) => answer === '夜里改的'));
    expect(logger.lines.filter(({ message }) => message.includes('permits no triggers'))).toHaveLength(2);
  });
});
