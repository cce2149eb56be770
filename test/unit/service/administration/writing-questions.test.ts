/**
 * 1. What an administrator writes is found by searches as soon as the call returns, and announced; where searches
 *    take long to see it, the call returns nevertheless.
 * 2. Updates merge, those of the same moment too; equal content writes nothing; a stale version is a conflict, and one
 *    that names no version is one only where others come first again and again.
 * 3. Audit columns say who, when and why.
 */
import { describe, expect } from 'vitest';
import { createLocalChangeNotifier } from '../../../../src/cache/local-change-notifier.ts';
import { createAdministration } from '../../../../src/service/administration/create-administration.ts';
import { contentOf, SETTINGS, TESTER } from '../sample-content.ts';
import { ANY_VERSION, clock, editor, it, reader, refusalOf } from './administration-fixtures.ts';

describe('questions', () => {
  it('are found as soon as they are written, and announced', async ({
    administration,
    announced,
    searchable,
  }) => {
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

  it('are told to be written while a large bank is still being read anew', async ({
    store,
    engine,
    keeper,
  }) => {
    await store.createBank('finance', SETTINGS, TESTER);
    const neverThere = { ...keeper, catchUp: () => new Promise<void>(() => undefined) };
    const notifier = createLocalChangeNotifier();
    const busy = createAdministration({ store, keeper: neverThere, notifier, engine, clock });
    const added = await busy.createQuestion('finance', contentOf('怎么还款'), null, editor);
    expect(await store.findQuestion('finance', added.id)).not.toBeNull();
  });

  it('are not written again when nothing changes, and not over another change', async ({
    administration,
  }) => {
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

  it('keep all changes of the same moment', async ({ administration }) => {
    const { id } = await administration.createQuestion('finance', contentOf('怎么还款'), null, editor);
    const parts = [{ answer: '新答案' }, { category: '贷款' }, { tags: ['还款'] }, { pinned: true }];
    await Promise.all(
      parts.map((part) => administration.updateQuestion('finance', id, part, ANY_VERSION, editor)),
    );
    const question = await administration.findQuestion('finance', id, reader);
    expect(question).toMatchObject({ ...Object.assign({}, ...parts), version: 5 });
  });

  it('are told to be contested where others always come first', async ({ store, engine, keeper }) => {
    await store.createBank('finance', SETTINGS, TESTER);
    let rivals = 0;
    const contested: typeof store = {
      ...store,
      async findQuestion(bank, id) {
        const found = await store.findQuestion(bank, id);
        const content = contentOf('怎么还款', { answer: `答案${++rivals}` });
        const rival = {
          kind: 'update',
          id,
          content,
          questionKey: '怎么还款',
          expectedVersion: null,
        } as const;
        await store.applyQuestionChanges(bank, [rival], TESTER);
        return found;
      },
    };
    const notifier = createLocalChangeNotifier();
    const busy = createAdministration({ store: contested, keeper, notifier, engine, clock });
    const { id } = await busy.createQuestion('finance', contentOf('怎么还款'), null, editor);
    const refusal = await refusalOf(
      busy.updateQuestion('finance', id, { pinned: true }, ANY_VERSION, editor),
    );
    expect(refusal.code).toBe('version_conflict');
    expect(await store.findQuestion('finance', id)).toMatchObject({ answer: `答案${rivals}`, pinned: false });
  });
});
