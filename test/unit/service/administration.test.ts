/**
 * Over the real SQLite store and a real index keeper:
 * 1. What an administrator writes is found by searches as soon as the call returns, and announced; where searches
 *    take long to see it, the call returns nevertheless.
 * 2. Content is cleaned; every fault is told at once, with its path.
 * 3. Updates merge; equal content writes nothing; a stale version is a conflict.
 * 4. Upserts recognise questions by external id, else by wording; order and repetition are kept; one fault
 *    and nothing is written.
 * 5. Bank names, settings and thresholds are checked, also against what is there already.
 * 6. Words and synonyms are live at once; faults name their line.
 * 7. Roles: anonymous callers nothing, readers read their banks, editors write theirs, owners everything.
 * 8. Audit columns say who, when and why.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalChangeNotifier } from '../../../src/cache/local-change-notifier.ts';
import { AppError } from '../../../src/errors.ts';
import { ANONYMOUS } from '../../../src/service/access.ts';
import { createAdministration } from '../../../src/service/administration/create-administration.ts';
import type { Caller } from '../../../src/service/caller.ts';
import { createIndexKeeper } from '../../../src/service/index-keeper/create-index-keeper.ts';
import type { IndexKeeper } from '../../../src/service/index-keeper/index-keeper.ts';
import type { Store } from '../../../src/service/ports/store.ts';
import type { BankAdministration } from '../../../src/service/use-cases/bank-administration.ts';
import { recordingLogger } from '../../helpers/recording-logger.ts';
import { sqliteStore } from '../../helpers/sqlite-store.ts';
import { createFakeEngine } from './fake-engine.ts';
import { contentOf } from './sample-content.ts';

const owner: Caller = { name: 'key:owner', role: 'owner', banks: null };
const editor: Caller = { name: 'key:editor', role: 'editor', banks: ['finance'] };
const reader: Caller = { name: 'key:reader', role: 'reader', banks: ['finance'] };
const clock = { now: () => new Date('2026-03-01T08:00:00Z') };
const ANY_VERSION = { expectedVersion: null, reason: null };

let store: Store;
let keeper: IndexKeeper;
let administration: BankAdministration;
let announced: string[];

beforeEach(async () => {
  store = await sqliteStore();
  const engine = createFakeEngine();
  const notifier = createLocalChangeNotifier();
  announced = [];
  keeper = createIndexKeeper(
    {
      store,
      engine,
      notifier: createLocalChangeNotifier(),
      snapshots: null,
      clock,
      logger: recordingLogger(),
    },
    { pollIntervalMs: 3_600_000 },
  );
  await keeper.start();
  notifier.subscribe((bank) => announced.push(bank));
  administration = createAdministration({ store, keeper, notifier, engine, clock });
  await administration.createBank('finance', {}, owner);
});

afterEach(async () => {
  await keeper.stop();
  await store.close();
});

function searchable(bank = 'finance'): string[] {
  const live = keeper.find(bank);
  if (live === null || live === 'pending') throw new Error(`${bank} is ${live ?? 'unknown'}`);
  return [...live.index.documents()].map(({ question }) => question).sort();
}

async function refusalOf(call: Promise<unknown>): Promise<AppError> {
  const error: unknown = await call.then(
    () => new Error('not refused'),
    (refusal: unknown) => refusal,
  );
  if (error instanceof AppError) return error;
  throw error;
}

const pathsOf = ({ details }: AppError) => details.map(({ path }) => path);

describe('questions', () => {
  it('are found as soon as they are written, and announced', async () => {
    const added = await administration.createQuestion('finance', contentOf('怎么还款'), '新产品', editor);
    expect(searchable()).toEqual(['怎么还款']);
    expect(added).toMatchObject({
      createdBy: 'key:editor',
      createdAt: clock.now(),
      changeReason: '新产品',
      version: 1,
    });

    const write = { expectedVersion: 1, reason: null };
    await administration.updateQuestion('finance', added.id, { question: '如何还款' }, write, editor);
    expect(searchable()).toEqual(['如何还款']);
    await administration.updateQuestion('finance', added.id, { status: 'draft' }, ANY_VERSION, editor);
    expect(searchable()).toEqual([]);
    await administration.updateQuestion('finance', added.id, { status: 'published' }, ANY_VERSION, editor);
    await administration.removeQuestion('finance', added.id, ANY_VERSION, editor);
    expect(searchable()).toEqual([]);
    expect(announced).toEqual(Array.from({ length: 6 }, () => 'finance'));
    expect(await administration.listHistory('finance', {}, { limit: 2, offset: 0 }, reader)).toMatchObject({
      total: 6,
      items: [{ kind: 'removed', by: 'key:editor' }, { kind: 'updated' }],
    });
  });

  it('are told to be written while a large bank is still being read anew', async () => {
    const neverThere = { ...keeper, catchUp: () => new Promise<void>(() => undefined) };
    const notifier = createLocalChangeNotifier();
    const engine = createFakeEngine();
    const busy = createAdministration({ store, keeper: neverThere, notifier, engine, clock });
    const added = await busy.createQuestion('finance', contentOf('怎么还款'), null, editor);
    expect(await store.findQuestion('finance', added.id)).not.toBeNull();
  });

  it('are cleaned', async () => {
    const added = await administration.createQuestion(
      'finance',
      contentOf(' 怎么\u0000还款\n？ ', {
        answer: ' 第一行\r\n第二行\u0007 ',
        phrasings: ['怎么还款', '如何还款', '如何还款？', ' '],
        tags: ['还款', ' 还款 ', ''],
        category: ' ',
        externalId: ' A-1 ',
      }),
      null,
      editor,
    );
    expect(added).toMatchObject({
      ...{ question: '怎么还款 ？', answer: '第一行\n第二行', phrasings: ['如何还款'], tags: ['还款'] },
      ...{ category: null, externalId: 'A-1', questionKey: '怎么还款' },
    });
  });

  it('have all their faults told at once', async () => {
    const refusal = await refusalOf(
      administration.createQuestion(
        'finance',
        contentOf('？！', {
          answer: ' ',
          phrasings: ['问'.repeat(201), '🙂'],
          negativePhrasings: ['问'.repeat(201)],
          category: '类'.repeat(65),
          tags: Array.from({ length: 21 }, (_, at) => (at === 0 ? '签'.repeat(33) : `签${at}`)),
          externalId: 'x'.repeat(65),
          validFrom: new Date('2026-02-01'),
          validUntil: new Date('2026-01-01'),
        }),
        null,
        editor,
      ),
    );
    expect(refusal.code).toBe('invalid_value');
    expect(pathsOf(refusal)).toEqual([
      ...['question', 'answer', 'phrasings.0', 'phrasings.1', 'negativePhrasings.0', 'negativePhrasings.0'],
      ...['category', 'tags', 'tags.0', 'externalId', 'validUntil'],
    ]);
    expect(refusal.details[2]).toMatchObject({
      limit: 200,
      actual: 201,
      message: '最长 200 个字，收到 201 个字',
    });
    expect(searchable()).toEqual([]);
  });

  it.each(['0000-01-01T00:00:00Z', '0999-12-31T23:59:59Z', '9999-12-31T23:59:59-12:00'])(
    'are not valid from %s, which stores would change or refuse',
    async (time) => {
      const content = contentOf('怎么还款', { validFrom: new Date(time) });
      const refusal = await refusalOf(administration.createQuestion('finance', content, null, editor));
      expect(refusal.details).toEqual([{ path: 'validFrom', message: '年份应在 1000 到 9999 之间' }]);
    },
  );

  it('have their reasons cleaned', async () => {
    const reasonOf = async (question: string, reason: string) =>
      (await administration.createQuestion('finance', contentOf(question), reason, editor)).changeReason;
    expect(await reasonOf('怎么还款', ' 新\u0000产\ud800品\n')).toBe('新产品');
    expect(await reasonOf('怎么销户', '\u0000')).toBeNull();
  });

  it('may be as long as the limits allow', async () => {
    const content = contentOf('𠮷'.repeat(200), { answer: '答'.repeat(10_000), category: '类'.repeat(64) });
    await expect(administration.createQuestion('finance', content, null, editor)).resolves.toMatchObject(
      content,
    );
  });

  it('are not written again when nothing changes, and not over another change', async () => {
    const { id } = await administration.createQuestion('finance', contentOf('怎么还款'), null, editor);
    const same = await administration.updateQuestion('finance', id, { pinned: false }, ANY_VERSION, editor);
    expect(same.version).toBe(1);
    const stale = { expectedVersion: 7, reason: null };
    const conflict = await refusalOf(
      administration.updateQuestion('finance', id, { pinned: false }, stale, editor),
    );
    expect(conflict.code).toBe('version_conflict');
    expect((await refusalOf(administration.findQuestion('finance', 'absent', reader))).code).toBe(
      'question_not_found',
    );
  });
});

describe('upserts', () => {
  const upsert = async (...contents: ReturnType<typeof contentOf>[]) =>
    (await administration.upsertQuestions('finance', contents, editor)).map(
      ({ outcome, question }) => `${outcome} ${question.externalId ?? '-'} ${question.question}`,
    );

  it('recognise by external id, else by wording', async () => {
    expect(await upsert(contentOf('怎么还款', { externalId: 'A' }), contentOf('怎么开户'))).toEqual([
      'added A 怎么还款',
      'added - 怎么开户',
    ]);
    expect(
      await upsert(
        contentOf('如何还款', { externalId: 'A', answer: '答：怎么还款' }),
        contentOf('怎么开户？', { externalId: 'B' }),
        contentOf('怎么销户'),
      ),
    ).toEqual(['updated A 如何还款', 'updated B 怎么开户？', 'added - 怎么销户']);
    expect(await upsert(contentOf('怎么销户'), contentOf('怎么开户？'))).toEqual([
      'unchanged - 怎么销户',
      'unchanged B 怎么开户？',
    ]);
    expect(searchable()).toEqual(['如何还款', '怎么开户？', '怎么销户'].sort());
  });

  it('apply lines about the same question one after the other', async () => {
    expect(
      await upsert(
        contentOf('怎么还款', { externalId: 'A' }),
        contentOf('怎么还款', { externalId: 'A', answer: '新' }),
        contentOf('怎么还款', { externalId: 'A', answer: '新' }),
      ),
    ).toEqual(['added A 怎么还款', 'updated A 怎么还款', 'unchanged A 怎么还款']);
  });

  it('write nothing when one line is at fault', async () => {
    const refusal = await refusalOf(upsert(contentOf('怎么还款'), contentOf('怎么开户', { answer: '' })));
    expect(refusal.details).toEqual([{ path: '1.answer', message: '第 2 条：答案不能为空' }]);
    expect(searchable()).toEqual([]);
  });

  it('do not take the question of another external id', async () => {
    await upsert(contentOf('怎么还款', { externalId: 'A' }));
    expect((await refusalOf(upsert(contentOf('怎么还款', { externalId: 'B' })))).code).toBe(
      'duplicate_question',
    );
  });
});

describe('banks', () => {
  it('come with defaults, change and go', async () => {
    expect(await administration.findBank('finance', reader)).toMatchObject({
      ...{ title: 'finance', answerThreshold: 0.65, suggestThreshold: 0.2, fallback: '', isPublic: true },
      createdBy: 'key:owner',
    });
    await administration.updateBank('finance', { title: ' 金融 ', isPublic: false }, editor);
    expect(keeper.find('finance')).toMatchObject({ bank: { title: '金融', isPublic: false } });
    await administration.removeBank('finance', owner);
    expect(keeper.find('finance')).toBeNull();
    expect((await refusalOf(administration.findBank('finance', reader))).code).toBe('bank_not_found');
  });

  it.each(['', 'Finance', '-a', 'a b', '金融', 'a'.repeat(33), '../etc'])(
    'refuse the name %j',
    async (name) => {
      const refusal = await refusalOf(
        administration.createBank(name, { title: '金融', answerThreshold: 2 }, owner),
      );
      expect(pathsOf(refusal)).toEqual(['name', 'answerThreshold']);
    },
  );

  it('check thresholds together with those that are there', async () => {
    const refusal = await refusalOf(administration.updateBank('finance', { suggestThreshold: 0.8 }, editor));
    expect(refusal.details).toMatchObject([{ path: 'suggestThreshold', limit: 0.65, actual: 0.8 }]);
    const nan = await refusalOf(
      administration.updateBank('finance', { answerThreshold: NaN, title: '' }, editor),
    );
    expect(pathsOf(nan)).toEqual(['title', 'answerThreshold']);
    expect((await refusalOf(administration.createBank('finance', {}, owner))).code).toBe('bank_exists');
  });
});

it('vocabulary is live at once', async () => {
  const words = await administration.replaceWords(
    'finance',
    [' 国债逆回购 ', '', '国债逆回购', 'ETF'],
    editor,
  );
  expect(words.words).toEqual(['国债逆回购', 'ETF']);
  const { synonyms } = await administration.replaceSynonyms(
    'finance',
    ['农行＝农业银行', '定投 => 定期定额'],
    editor,
  );
  expect(synonyms).toEqual(['农行 = 农业银行', '定投 => 定期定额']);
  expect(keeper.find('finance')).toMatchObject({ vocabulary: { words: words.words, synonyms } });
  const refusal = await refusalOf(
    administration.replaceSynonyms('finance', ['农行 = 农业银行', '农行'], editor),
  );
  expect(refusal.details).toMatchObject([{ path: 'synonyms.1', message: /^第 2 行/ }]);
});

describe('roles', () => {
  const codeOf = async (call: (caller: Caller) => Promise<unknown>, caller: Caller) => {
    try {
      await call(caller);
      return 'done';
    } catch (error) {
      return error instanceof AppError ? error.code : error;
    }
  };
  const elsewhere: Caller = { name: 'key:elsewhere', role: 'editor', banks: ['other'] };
  const confinedOwner: Caller = { ...owner, banks: ['other'] };

  it.each<[string, (caller: Caller) => Promise<unknown>, Record<string, string>]>([
    ['read', (caller) => administration.findBank('finance', caller), { reader: 'done', editor: 'done' }],
    [
      'write',
      (caller) => administration.replaceWords('finance', ['花呗'], caller),
      { reader: 'forbidden', editor: 'done' },
    ],
    [
      'own',
      (caller) => administration.removeBank('finance', caller),
      { reader: 'forbidden', editor: 'forbidden' },
    ],
  ])('%s', async (_access, call, expected) => {
    expect(await codeOf(call, ANONYMOUS)).toBe('unauthenticated');
    expect(await codeOf(call, elsewhere)).toBe('forbidden');
    expect({ reader: await codeOf(call, reader), editor: await codeOf(call, editor) }).toEqual(expected);
    expect(await codeOf(call, confinedOwner)).toBe('done');
  });

  it('list the banks of the key', async () => {
    await administration.createBank('other', {}, owner);
    const names = async (caller: Caller) => (await administration.listBanks(caller)).map(({ name }) => name);
    expect(await names(owner)).toEqual(['finance', 'other']);
    expect(await names(reader)).toEqual(['finance']);
    expect((await refusalOf(administration.listBanks(ANONYMOUS))).code).toBe('unauthenticated');
  });
});
