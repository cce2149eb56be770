import { z } from 'zod';
import { TIERS } from '../../engine/index.ts';
import { QUERY_LIMIT } from '../../service/limits.ts';
import { defineOperation } from './operation.ts';
import { checkPaging, pagingParameters, type PagingLimits } from './paging.ts';
import { bankParameter, booleanParameter } from './parameters.ts';

export const SEARCH_PAGING: PagingLimits = { defaultLimit: 10, maxLimit: 50, maxOffset: 1000 };

export const confidence = z
  .number()
  .min(0)
  .max(1)
  .meta({ description: '置信度，0–1，已校准：0.9 表示十个里有九个是对的', example: 0.93 });

export const highlights = z.array(z.tuple([z.int().min(0), z.int().min(0)])).meta({
  description: '原问题中命中的片段，以 UTF-16 码元计的半开区间 [起, 止)，有序且不重叠',
  example: [[0, 4]],
});

export const searchHit = z
  .object({
    id: z.string(),
    question: z.string().meta({ description: '标准问' }),
    answer: z.string(),
    category: z.string().nullable(),
    tags: z.array(z.string()),
    tier: z.enum(TIERS).meta({ description: '最强的匹配依据' }),
    confidence,
    score: z.number().meta({ description: '排序用，只在一次结果内可比' }),
    matchedPhrasing: z.string().nullable().meta({ description: '更贴近提问的相似问；标准问更贴近时为 null' }),
    highlights,
    reason: z.string().meta({ description: '匹配理由', example: '同义词：农行→农业银行' }),
    explanation: z
      .array(z.object({ feature: z.string(), value: z.number(), contribution: z.number() }))
      .optional()
      .meta({ description: '得分的组成，仅在 explain=true 时有' }),
  })
  .meta({ id: 'SearchHit' });

export const searchQuestion = z.string().meta({
  description: `问题，去掉首尾空白后 1–${String(QUERY_LIMIT)} 个字`,
  example: '农行信用卡怎么还',
});

const searchOutput = z
  .object({
    bank: z.string(),
    bankVersion: z.int().min(0),
    query: z.string(),
    corrected: z.string().nullable().meta({ description: '纠正后的提问；没有纠正时为 null' }),
    total: z.int().min(0),
    totalIsExact: z.boolean(),
    limit: z.int(),
    offset: z.int(),
    hits: z.array(searchHit),
    facets: z.object({ category: z.array(z.object({ value: z.string(), count: z.int() })) }),
  })
  .meta({ id: 'SearchResult' });

export const exampleHit = {
  id: '01JQ3Z7T5X0000000000000001',
  question: '中国农业银行信用卡如何还款？',
  answer: '可通过农业银行掌上银行、网上银行、自动还款、柜台或自助设备还款。',
  category: '信用卡',
  tags: ['还款'],
  tier: 'synonym',
  confidence: 0.93,
  score: 17.2,
  matchedPhrasing: null,
  highlights: [
    [2, 6],
    [6, 9],
  ],
  reason: '同义词：农行→农业银行，怎么→如何',
};

export const search = defineOperation({
  id: 'search',
  method: 'get',
  path: '/api/v1/search',
  tag: '问答',
  summary: '搜索问题',
  description: '按相关程度返回题库中的问题。没有结果时是 200 和空的 hits。',
  query: z
    .strictObject({
      q: searchQuestion,
      bank: bankParameter,
      ...pagingParameters(SEARCH_PAGING),
      category: z.string().optional().meta({ description: '只要此类目', example: '信用卡' }),
      tag: z.string().optional().meta({ description: '只要带此标签的', example: '还款' }),
      explain: booleanParameter
        .optional()
        .meta({ description: '附上得分的组成，默认 false', example: false }),
    })
    .superRefine(checkPaging(SEARCH_PAGING)),
  success: {
    status: 200,
    description: '搜索结果',
    mediaType: 'application/json',
    schema: searchOutput,
    headers: ['search', 'etag', 'link'],
    example: {
      bank: 'finance',
      bankVersion: 42,
      query: '农行信用卡怎么还',
      corrected: null,
      total: 37,
      totalIsExact: true,
      limit: 10,
      offset: 0,
      hits: [exampleHit],
      facets: { category: [{ value: '信用卡', count: 21 }] },
    },
  },
  errors: ['bank_not_found', 'question_empty', 'question_too_long'],
});
