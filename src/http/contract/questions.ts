import { z } from 'zod';
import { QUESTION_STATUSES } from '../../service/ports/question.ts';
import { lineError } from './error-body.ts';
import { NDJSON_MEDIA_TYPE } from './media-types.ts';
import { defineOperation } from './operation.ts';
import { checkPaging, LIST_PAGING, listOf, pagingParameters } from './paging.ts';
import { bankPath } from './parameters.ts';
import { bulkQuestion, exampleQuestion, question, questionBody, questionPatch } from './question-body.ts';
import { token } from './text.ts';

const questions = '/api/v1/banks/{bank}/questions';
const questionPath = bankPath.extend({ id: z.string().meta({ description: '问题编号' }) });
const one = { mediaType: 'application/json', schema: question, example: exampleQuestion } as const;
const collisions = ['duplicate_question', 'duplicate_external_id'] as const;
const additions = [...collisions, 'index_memory_exceeded'] as const;

export const listQuestions = defineOperation({
  id: 'listQuestions',
  method: 'get',
  path: questions,
  tag: '问题',
  summary: '列出问题',
  access: 'key',
  params: bankPath,
  query: z
    .strictObject({
      ...pagingParameters(LIST_PAGING),
      category: z.string().optional().meta({ description: '只要此类目' }),
      tag: z.string().optional().meta({ description: '只要带此标签的' }),
      status: z.enum(QUESTION_STATUSES).optional().meta({ description: '只要此状态的' }),
      externalId: z.string().optional().meta({ description: '只要此外部编号的' }),
      text: z.string().optional().meta({ description: '标准问或相似问里含有它' }),
      sortBy: z
        .enum(['createdAt', 'updatedAt', 'question', 'category', 'externalId'])
        .optional()
        .meta({ description: '默认 createdAt' }),
      order: z.enum(['asc', 'desc']).optional().meta({ description: '默认 asc' }),
    })
    .superRefine(checkPaging(LIST_PAGING)),
  success: {
    status: 200,
    description: '问题',
    mediaType: 'application/json',
    schema: listOf(question),
    headers: ['etag', 'link'],
    example: { items: [exampleQuestion], total: 1, limit: 20, offset: 0 },
  },
  errors: ['bank_not_found'],
});

export const createQuestion = defineOperation({
  id: 'createQuestion',
  method: 'post',
  path: questions,
  tag: '问题',
  summary: '新建问题',
  access: 'key',
  params: bankPath,
  body: questionBody,
  bodyExample: {
    question: '中国农业银行信用卡如何还款？',
    answer: '可通过掌上银行还款。',
    category: '信用卡',
  },
  reads: ['Idempotency-Key'],
  success: { status: 201, description: '已新建', headers: ['location', 'etag'], ...one },
  errors: ['bank_not_found', ...additions],
});

export const findQuestion = defineOperation({
  id: 'findQuestion',
  method: 'get',
  path: `${questions}/{id}`,
  tag: '问题',
  summary: '查看问题',
  access: 'key',
  params: questionPath,
  success: { status: 200, description: '问题', headers: ['etag'], ...one },
  errors: ['bank_not_found', 'question_not_found'],
});

export const replaceQuestion = defineOperation({
  id: 'replaceQuestion',
  method: 'put',
  path: `${questions}/{id}`,
  tag: '问题',
  summary: '整体替换问题',
  description: '没写的字段回到默认值。',
  access: 'key',
  params: questionPath,
  body: questionBody,
  bodyExample: {
    question: '中国农业银行信用卡如何还款？',
    answer: '可通过掌上银行还款。',
    category: '信用卡',
  },
  reads: ['If-Match'],
  success: { status: 200, description: '替换后的问题', headers: ['etag'], ...one },
  errors: ['bank_not_found', 'question_not_found', ...collisions],
});

export const updateQuestion = defineOperation({
  id: 'updateQuestion',
  method: 'patch',
  path: `${questions}/{id}`,
  tag: '问题',
  summary: '修改问题的部分字段',
  access: 'key',
  params: questionPath,
  body: questionPatch,
  bodyExample: { answer: '可通过掌上银行、网上银行还款。', changeReason: '补充渠道' },
  reads: ['If-Match'],
  success: { status: 200, description: '修改后的问题', headers: ['etag'], ...one },
  errors: ['bank_not_found', 'question_not_found', ...collisions],
});

export const removeQuestion = defineOperation({
  id: 'removeQuestion',
  method: 'delete',
  path: `${questions}/{id}`,
  tag: '问题',
  summary: '删除问题',
  access: 'key',
  params: questionPath,
  query: z.strictObject({
    changeReason: token(200).optional().meta({ description: '为什么删，记入历史' }),
  }),
  reads: ['If-Match'],
  success: { status: 204, description: '已删除' },
  errors: ['bank_not_found', 'question_not_found'],
});

/** One line of the answer to a bulk upsert. */
const bulkLine = z
  .object({
    line: z.int().min(1).meta({ description: '请求体中的行号，从 1 起' }),
    outcome: z.enum(['added', 'updated', 'unchanged', 'rejected']),
    id: z.string().optional(),
    externalId: z.string().nullable().optional(),
    version: z.int().optional(),
    error: lineError.optional().meta({ description: '仅在 rejected 时有' }),
  })
  .meta({ id: 'BulkLine' });

export const bulkQuestions = defineOperation({
  id: 'bulkQuestions',
  method: 'post',
  path: `${questions}/bulk`,
  tag: '问题',
  summary: '批量写入问题（NDJSON）',
  description:
    '每行一个问题，有外部编号的按外部编号、没有的按标准问更新或新增；逐行返回结果，有错的行就地报告，其余照常写入。空行跳过。重复提交结果不变。',
  access: 'key',
  params: bankPath,
  upload: {
    mediaType: NDJSON_MEDIA_TYPE,
    schema: bulkQuestion,
    description: '每行一个问题',
    example: {
      externalId: 'CC-017',
      question: '中国农业银行信用卡如何还款？',
      answer: '可通过掌上银行还款。',
    },
  },
  long: true,
  success: {
    status: 200,
    description: '每行一个结果，顺序与请求相同',
    mediaType: NDJSON_MEDIA_TYPE,
    schema: bulkLine,
    example: {
      line: 1,
      outcome: 'added',
      id: '01JQ3Z7T5X0000000000000001',
      externalId: 'CC-017',
      version: 1,
    },
  },
  errors: ['bank_not_found', 'index_memory_exceeded'],
});

export type BulkLine = z.infer<typeof bulkLine>;
