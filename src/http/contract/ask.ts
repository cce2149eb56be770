import { z } from 'zod';
import { defineOperation, type Success } from './operation.ts';
import { bankParameter, integerParameter } from './parameters.ts';
import { confidence, exampleHit, highlights, searchHit, searchQuestion } from './search.ts';
import { token } from './text.ts';

export const DEFAULT_SUGGESTIONS = 3;
const MAX_SUGGESTIONS = 10;

const limitDescription = `最多给几条建议，1–${String(MAX_SUGGESTIONS)}，默认 ${String(DEFAULT_SUGGESTIONS)}`;
const channel = token(32).optional().meta({ description: '来源渠道，用于统计', example: 'h5' });
const userId = token(64).optional().meta({ description: '提问者的编号，用于统计', example: 'u-1001' });

const askOutput = z
  .object({
    queryId: z.string().meta({ description: '本次提问的编号，反馈时带上' }),
    outcome: z.enum(['answer', 'suggest', 'none']).meta({
      description: 'answer：直接回答；suggest：给出相近的问题；none：没有把握，answer 为空、suggestions 为空',
    }),
    confidence,
    answer: z
      .object({
        id: z.string(),
        question: z.string(),
        text: z.string(),
        category: z.string().nullable(),
        highlights,
      })
      .nullable(),
    reason: z.string(),
    suggestions: z.array(searchHit),
    fallback: z.string().optional().meta({ description: '题库设定的兜底话术，仅在 outcome 为 none 时有' }),
  })
  .meta({ id: 'AskResult' });

const success: Success = {
  status: 200,
  description: '回答、建议或兜底',
  mediaType: 'application/json',
  schema: askOutput,
  headers: ['search'],
  example: {
    queryId: '01JQ3Z8M4D0000000000000002',
    outcome: 'answer',
    confidence: 0.93,
    answer: {
      id: exampleHit.id,
      question: exampleHit.question,
      text: exampleHit.answer,
      category: exampleHit.category,
      highlights: exampleHit.highlights,
    },
    reason: exampleHit.reason,
    suggestions: [],
  },
};

const errors = ['bank_not_found', 'question_empty', 'question_too_long'] as const;

export const ask = defineOperation({
  id: 'ask',
  method: 'post',
  path: '/api/v1/ask',
  tag: '问答',
  summary: '提问',
  description: '置信度够高时直接回答，较高时给出相近的问题，否则返回题库的兜底话术。',
  body: z.strictObject({
    question: searchQuestion,
    bank: bankParameter,
    limit: z.int().min(1).max(MAX_SUGGESTIONS).optional().meta({ description: limitDescription }),
    channel,
    userId,
  }),
  bodyExample: { question: '农行信用卡怎么还', bank: 'finance', limit: 3, channel: 'h5', userId: 'u-1001' },
  success,
  errors,
});

export const askByGet = defineOperation({
  id: 'askByGet',
  method: 'get',
  path: '/api/v1/ask',
  tag: '问答',
  summary: '提问（简单客户端与缓存用）',
  query: z.strictObject({
    q: searchQuestion,
    bank: bankParameter,
    limit: integerParameter(1, MAX_SUGGESTIONS)
      .optional()
      .meta({ description: limitDescription, example: 3 }),
    channel,
    userId,
  }),
  success: { ...success, headers: ['search', 'etag'] },
  errors,
});
