/**
 * Upserts recognise questions by external id, else by wording; order and repetition are kept; one fault and nothing
 * is written.
 */
import { describe, expect } from 'vitest';
import type { QuestionContent } from '../../../../src/service/ports/question.ts';
import { contentOf } from '../sample-content.ts';
import { editor, it as administrationTest, refusalOf } from './administration-fixtures.ts';

/** With `upsert`, which gives a line for each of the contents: what came of it, external id and question. */
const it = administrationTest.extend(
  'upsert',
  ({ administration }) =>
    async (...contents: QuestionContent[]) => {
      const results = await administration.upsertQuestions('finance', contents, editor);
      return results.map(
        ({ outcome, question }) => `${outcome} ${question.externalId ?? '-'} ${question.question}`,
      );
    },
);

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

  it('write nothing when one line is at fault', async ({ searchable, upsert }) => {
    const refusal = await refusalOf(upsert(contentOf('怎么还款'), contentOf('怎么开户', { answer: '' })));
    expect(refusal.details).toEqual([{ path: '1.answer', message: '第 2 条：答案不能为空' }]);
    expect(searchable()).toEqual([]);
  });

  it('do not take the question of another external id', async ({ upsert }) => {
    await upsert(contentOf('怎么还款', { externalId: 'A' }));
    expect((await refusalOf(upsert(contentOf('怎么还款', { externalId: 'B' })))).code).toBe(
      'duplicate_question',
    );
  });
});
