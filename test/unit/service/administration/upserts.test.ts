/**
 * 1. Upserts recognise questions by external id, else by wording; order and repetition are kept.
 * 2. What is at fault is rejected alone, with all that is wrong with it.
 * 3. Each result is that of its own and only write, also where a later one is refused or the store goes away.
 */
import { describe, expect } from 'vitest';
import { createLocalChangeNotifier } from '../../../../src/cache/local-change-notifier.ts';
import { AppError } from '../../../../src/errors.ts';
import { createAdministration } from '../../../../src/service/administration/create-administration.ts';
import type { QuestionContent } from '../../../../src/service/ports/question.ts';
import type { Upserted } from '../../../../src/service/use-cases/bank-administration.ts';
import { contentOf } from '../sample-content.ts';
import { clock, editor, it as administrationTest, reader, refusalOf } from './administration-fixtures.ts';

/** With `upsert`, which gives a line for each of the contents: what came of it, external id and question. */
const it = administrationTest.extend(
  'upsert',
  ({ administration }) =>
    async (...contents: QuestionContent[]) => {
      const results = await administration.upsertQuestions('finance', contents, editor);
      return results.map(described);
    },
);

function described(result: Upserted): string {
  if (result.outcome === 'rejected') return `rejected ${result.error.code}`;
  const { externalId, question } = result.question;
  return `${result.outcome} ${externalId ?? '-'} ${question}`;
}

describe('upserts', () => {
  it('recognise by external id, else by wording', async ({ searchable, upsert }) => {
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

  it('apply lines about the same question one after the other', async ({ upsert }) => {
    expect(
      await upsert(
        contentOf('怎么还款', { externalId: 'A' }),
        contentOf('怎么还款', { externalId: 'A', answer: '新' }),
        contentOf('怎么还款', { externalId: 'A', answer: '新' }),
      ),
    ).toEqual(['added A 怎么还款', 'updated A 怎么还款', 'unchanged A 怎么还款']);
  });

  it('reject alone what is at fault', async ({ administration, searchable }) => {
    const contents = [contentOf('怎么还款'), contentOf('', { answer: '' }), contentOf('怎么开户')];
    const results = await administration.upsertQuestions('finance', contents, editor);
    expect(results.map(described)).toEqual([
      'added - 怎么还款',
      'rejected invalid_value',
      'added - 怎么开户',
    ]);
    expect(results[1]).toMatchObject({
      error: {
        details: [
          { path: 'question', message: { zh: '问题里没有可以查找的文字' } },
          { path: 'answer', message: { zh: '答案不能为空' } },
        ],
      },
    });
    expect(searchable()).toEqual(['怎么开户', '怎么还款']);
  });

  it('do not take the question of another external id', async ({ searchable, upsert }) => {
    await upsert(contentOf('怎么还款', { externalId: 'A' }));
    expect(await upsert(contentOf('怎么还款', { externalId: 'B' }), contentOf('怎么开户'))).toEqual([
      'rejected duplicate_question',
      'added - 怎么开户',
    ]);
    expect(searchable()).toEqual(['怎么开户', '怎么还款']);
  });

  it('write each line once, also where a later one is refused', async ({ administration, upsert }) => {
    expect(
      await upsert(
        contentOf('怎么还款', { externalId: 'A' }),
        contentOf('怎么开户', { externalId: 'B' }),
        contentOf('怎么还款', { externalId: 'A', answer: '新' }),
        contentOf('怎么开户', { externalId: 'A' }),
      ),
    ).toEqual(['added A 怎么还款', 'added B 怎么开户', 'updated A 怎么还款', 'rejected duplicate_question']);
    const history = await administration.listHistory('finance', {}, { limit: 9, offset: 0 }, reader);
    expect(history.items.map(({ kind }) => kind)).toEqual(['updated', 'added', 'added', 'settings']);
  });

  it('tell what was written before the store went away', async ({
    administration,
    store,
    keeper,
    engine,
  }) => {
    const away = new AppError('store_unavailable');
    let writes = 0;
    const failing: typeof store = {
      ...store,
      applyQuestionChanges: (...call) =>
        ++writes > 1 ? Promise.reject(away) : store.applyQuestionChanges(...call),
    };
    const notifier = createLocalChangeNotifier();
    const busy = createAdministration({ store: failing, keeper, notifier, engine, clock });
    const versions = ['一', '二', '三'].map((answer) => contentOf('怎么还款', { answer }));
    const results = await busy.upsertQuestions('finance', versions, editor);
    expect(results.map(described)).toEqual([
      'added - 怎么还款',
      ...['rejected store_unavailable', 'rejected store_unavailable'],
    ]);
    expect(writes).toBe(2);
    expect(await refusalOf(busy.upsertQuestions('finance', versions.slice(1), editor))).toBe(away);
    const page = { limit: 9, offset: 0 };
    expect((await administration.listHistory('finance', {}, page, reader)).total).toBe(2);
  });
});
