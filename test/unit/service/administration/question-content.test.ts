/**
 * Content is cleaned; every fault is told at once, with its path.
 */
import { describe, expect } from 'vitest';
import { describeError } from '../../../../src/errors.ts';
import { contentOf } from '../sample-content.ts';
import { ANY_VERSION, editor, it, pathsOf, refusalOf } from './administration-fixtures.ts';

describe('questions', () => {
  it('are cleaned', async ({ administration }) => {
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

  it('have ids that differ where people see it', async ({ administration }) => {
    const add = (question: string, externalId: string) =>
      administration.createQuestion('finance', contentOf(question, { externalId }), null, editor);
    expect(await add('怎么还款', '\u200bA\u00a01')).toMatchObject({ externalId: 'A 1' });
    expect(await refusalOf(add('怎么开户', 'A 1\ufeff'))).toMatchObject({ code: 'duplicate_external_id' });
    const found = await administration.listQuestions(
      'finance',
      { externalId: 'A\u00a01' },
      { by: 'createdAt', descending: false },
      { limit: 1, offset: 0 },
      editor,
    );
    expect(found.items).toMatchObject([{ question: '怎么还款' }]);
  });

  it('have names that differ where people see it', async ({ administration }) => {
    const named = {
      category: '信用\u200b卡',
      tags: ['还款\ufeff', '还款'],
      extra: { '负责\u200b人': '王芳' },
    };
    const added = await administration.createQuestion('finance', contentOf('怎么还款', named), null, editor);
    expect(added).toMatchObject({ category: '信用卡', tags: ['还款'], extra: { 负责人: '王芳' } });
    const found = await administration.listQuestions(
      'finance',
      { category: '信用\u200b卡', tag: '还\u200b款' },
      { by: 'createdAt', descending: false },
      { limit: 1, offset: 0 },
      editor,
    );
    expect(found.items).toMatchObject([{ question: '怎么还款' }]);
  });

  it('have names without the marks of direction that phones put around what is copied', async ({
    administration,
  }) => {
    const named = {
      externalId: '\u202aA-1\u202c',
      category: '\u2068信用卡\u2069',
      tags: ['\u202d还款\u202c'],
    };
    const added = await administration.createQuestion('finance', contentOf('怎么还款', named), null, editor);
    expect(added).toMatchObject({ externalId: 'A-1', category: '信用卡', tags: ['还款'] });
  });

  it('have all their faults told at once', async ({ administration, searchable }) => {
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
      message: { zh: '最长 200 个字，收到 201 个字', en: 'may have at most 200 characters, got 201' },
    });
    expect(searchable()).toEqual([]);
  });

  it('name the field of a fault in the message itself', async ({ administration }) => {
    const { id } = await administration.createQuestion('finance', contentOf('怎么还款'), null, editor);
    const tooLong = { tags: ['x'.repeat(65)] };
    const refusal = await refusalOf(
      administration.updateQuestion('finance', id, tooLong, ANY_VERSION, editor),
    );
    expect(describeError(refusal.code, refusal.parameters, 'zh')).toBe(
      '参数有误：tags.0 最长 32 个字，收到 65 个字',
    );
  });

  it.for(['0000-01-01T00:00:00Z', '0999-12-31T23:59:59Z', '9999-12-31T23:59:59-12:00'])(
    'are not valid from %s, which stores would change or refuse',
    async (time, { administration }) => {
      const content = contentOf('怎么还款', { validFrom: new Date(time) });
      const refusal = await refusalOf(administration.createQuestion('finance', content, null, editor));
      const message = { zh: '年份应在 1000 到 9999 之间', en: 'must have a year from 1000 to 9999' };
      expect(refusal.details).toEqual([{ path: 'validFrom', message }]);
    },
  );

  it('have their reasons cleaned', async ({ administration }) => {
    const reasonOf = async (question: string, reason: string) =>
      (await administration.createQuestion('finance', contentOf(question), reason, editor)).changeReason;
    expect(await reasonOf('怎么还款', ' 新\u0000产\ud800品\n')).toBe('新产品');
    expect(await reasonOf('怎么销户', '\u0000')).toBeNull();
  });

  it('may be as long as the limits allow', async ({ administration }) => {
    const content = contentOf('𠮷'.repeat(200), { answer: '答'.repeat(10_000), category: '类'.repeat(64) });
    await expect(administration.createQuestion('finance', content, null, editor)).resolves.toMatchObject(
      content,
    );
  });
});
