import { z } from 'zod';
import { GOLDEN_LIMITS, QUERY_LIMIT } from '../../service/limits.ts';
import { defineOperation } from './operation.ts';
import { bankPath } from './parameters.ts';
import { text, token } from './text.ts';

const golden = z.strictObject({
  query: text(QUERY_LIMIT).meta({ description: '用户的问法' }),
  question: token(GOLDEN_LIMITS.question).meta({ description: '应当排在第一的问题：编号或外部编号' }),
});
const goldenList = z
  .strictObject({ golden: z.array(golden).meta({ maxItems: GOLDEN_LIMITS.golden }) })
  .meta({ id: 'GoldenQuestions' });

const report = z
  .strictObject({
    bank: z.string(),
    bankVersion: z.int().min(0),
    total: z.int().min(0),
    hits: z.int().min(0).meta({ description: '正确问题排在第一的条数' }),
    answered: z.int().min(0).meta({ description: '其中会直接给出答案的条数' }),
    misses: z.array(
      z.strictObject({
        query: z.string(),
        question: z.string(),
        reason: z.enum(['absent', 'lower', 'not_found']).meta({
          description: 'absent：题库里没有这个已发布的问题；lower：排在后面；not_found：不在前十',
        }),
        place: z.int().min(2).nullable().meta({ description: '正确问题的名次；不在前十为 null' }),
        first: z
          .strictObject({ id: z.string(), question: z.string(), confidence: z.number().min(0).max(1) })
          .nullable()
          .meta({ description: '排在第一的问题；什么都没找到为 null' }),
      }),
    ),
  })
  .meta({ id: 'GoldenReport' });

const listExample = { golden: [{ query: '农行卡怎么还钱', question: 'CC-017' }] };
const reportExample = {
  bank: 'finance',
  bankVersion: 42,
  total: 2,
  hits: 1,
  answered: 1,
  misses: [
    {
      query: '卡丢了咋整',
      question: 'CC-031',
      reason: 'lower',
      place: 2,
      first: { id: '01JQ3Z7T5X0000000000000001', question: '信用卡如何注销？', confidence: 0.41 },
    },
  ],
};
const common = { tag: '题库', access: 'key', params: bankPath } as const;
const listAnswer = { mediaType: 'application/json', schema: goldenList, example: listExample } as const;

export const readGolden = defineOperation({
  ...common,
  id: 'readGolden',
  method: 'get',
  path: '/api/v1/banks/{bank}/golden',
  summary: '查看题库的验收问题',
  success: { status: 200, description: '验收问题', headers: ['etag'], ...listAnswer },
  errors: ['bank_not_found'],
});

export const replaceGolden = defineOperation({
  ...common,
  id: 'replaceGolden',
  method: 'put',
  path: '/api/v1/banks/{bank}/golden',
  summary: '替换题库的验收问题',
  description: '用户的问法和应当排在第一的问题，用来检验题库；让题库学习时也会用到。',
  body: goldenList,
  bodyExample: listExample,
  success: { status: 200, description: '替换后的验收问题', ...listAnswer },
  errors: ['bank_not_found'],
});

export const goldenReport = defineOperation({
  ...common,
  id: 'goldenReport',
  method: 'get',
  path: '/api/v1/banks/{bank}/golden/report',
  summary: '用验收问题检验题库',
  description: '逐条提问，报告正确问题没有排在第一的。',
  success: {
    status: 200,
    description: '检验结果',
    headers: ['etag'],
    mediaType: 'application/json',
    schema: report,
    example: reportExample,
  },
  errors: ['bank_not_found'],
});
