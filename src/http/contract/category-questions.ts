import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { checkPaging, LIST_PAGING, listOf, pagingParameters } from './paging.ts';
import { bankParameter } from './parameters.ts';

export const categoryQuestions = defineOperation({
  id: 'categoryQuestions',
  method: 'get',
  path: '/api/v1/categories/{category}/questions',
  tag: '问答',
  summary: '浏览一个类目的问题',
  description: '置顶的在前，再按录入先后。没有这个类目时是 200 和空的 items。',
  params: z.strictObject({ category: z.string().meta({ description: '类目', example: '信用卡' }) }),
  query: z
    .strictObject({ bank: bankParameter, ...pagingParameters(LIST_PAGING) })
    .superRefine(checkPaging(LIST_PAGING)),
  success: {
    status: 200,
    description: '问题',
    mediaType: 'application/json',
    schema: listOf(z.object({ id: z.string(), question: z.string() })).meta({ id: 'CategoryQuestions' }),
    headers: ['search', 'etag', 'link'],
    example: {
      items: [{ id: '01JQ3Z7T5X0000000000000001', question: '中国农业银行信用卡如何还款？' }],
      total: 64,
      limit: 20,
      offset: 0,
    },
  },
  errors: ['bank_not_found'],
});
