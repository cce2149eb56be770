import { z } from 'zod';
import { QUERY_LIMIT } from '../../service/limits.ts';
import { defineOperation } from './operation.ts';
import { bankParameter, integerParameter } from './parameters.ts';
import { highlights } from './search.ts';

export const DEFAULT_COMPLETIONS = 8;

export const suggest = defineOperation({
  id: 'suggest',
  method: 'get',
  path: '/api/v1/suggest',
  tag: '问答',
  summary: '边输入边提示',
  description: '从第一个字起，按前缀、中缀、拼音和首字母给出可能的问题；都没有时，再按同义词。',
  query: z.strictObject({
    q: z.string().meta({ description: `已输入的内容，1–${String(QUERY_LIMIT)} 个字`, example: 'xyk' }),
    bank: bankParameter,
    limit: integerParameter(1, 20)
      .optional()
      .meta({
        description: `最多几条，1–20，默认 ${String(DEFAULT_COMPLETIONS)}`,
        example: DEFAULT_COMPLETIONS,
      }),
  }),
  success: {
    status: 200,
    description: '可能的问题',
    mediaType: 'application/json',
    schema: z
      .object({ suggestions: z.array(z.object({ id: z.string(), question: z.string(), highlights })) })
      .meta({ id: 'SuggestResult' }),
    headers: ['search', 'etag'],
    example: {
      suggestions: [{ id: '01JQ3Z7T5X0000000000000001', question: '信用卡如何还款？', highlights: [[0, 3]] }],
    },
  },
  errors: ['bank_not_found', 'question_empty', 'question_too_long'],
});
