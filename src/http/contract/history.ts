import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { checkPaging, LIST_PAGING, listOf, pagingParameters } from './paging.ts';
import { bankPath } from './parameters.ts';

const entry = z
  .object({
    version: z.int().min(0).meta({ description: '此改动之后的题库版本' }),
    kind: z.enum(['added', 'updated', 'removed', 'settings', 'dictionary', 'synonyms', 'adaptation']),
    questionId: z.string().nullable(),
    before: z.unknown().meta({ description: '改动前；没有则为 null' }),
    after: z.unknown().meta({ description: '改动后；没有则为 null' }),
    by: z.string().meta({ description: '谁改的', example: 'key:editor' }),
    at: z.iso.datetime({ offset: true }),
    reason: z.string().nullable(),
    importId: z.string().nullable(),
    source: z
      .object({
        fileName: z.string(),
        sheet: z.string().nullable(),
        row: z.int().min(1).nullable().meta({ description: '工作表里的行' }),
      })
      .nullable()
      .meta({ description: '来自导入的哪个文件、工作表和行；不是导入的为 null' }),
  })
  .meta({ id: 'HistoryEntry' });

export const listHistory = defineOperation({
  id: 'listHistory',
  method: 'get',
  path: '/api/v1/banks/{bank}/history',
  tag: '问题',
  summary: '谁在何时为何改了什么',
  description: '新的在前。',
  access: 'key',
  params: bankPath,
  query: z
    .strictObject({
      ...pagingParameters(LIST_PAGING),
      questionId: z.string().optional().meta({ description: '只要此问题的' }),
      importId: z.string().optional().meta({ description: '只要此次导入的' }),
    })
    .superRefine(checkPaging(LIST_PAGING)),
  success: {
    status: 200,
    description: '历史',
    mediaType: 'application/json',
    schema: listOf(entry),
    headers: ['etag', 'link'],
    example: {
      items: [
        {
          version: 42,
          kind: 'updated',
          questionId: '01JQ3Z7T5X0000000000000001',
          before: { answer: '旧答案' },
          after: { answer: '新答案' },
          by: 'key:editor',
          at: '2025-03-02T02:00:00.000Z',
          reason: '更正还款渠道',
          importId: null,
          source: null,
        },
      ],
      total: 1,
      limit: 20,
      offset: 0,
    },
  },
  errors: ['bank_not_found'],
});

export const listQuestionHistory = defineOperation({
  id: 'listQuestionHistory',
  method: 'get',
  path: '/api/v1/banks/{bank}/questions/{id}/history',
  tag: '问题',
  summary: '一个问题的历史',
  description: '谁在何时为何改了它，来自哪个文件的哪一行；新的在前。删除了的问题也能查。',
  access: 'key',
  params: bankPath.extend({ id: z.string().meta({ description: '问题编号' }) }),
  query: z.strictObject(pagingParameters(LIST_PAGING)).superRefine(checkPaging(LIST_PAGING)),
  success: listHistory.success,
  errors: ['bank_not_found'],
});
