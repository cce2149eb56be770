import { z } from 'zod';
import { BANK_NAME } from '../../bank-name.ts';
import { BANK_LIMITS } from '../../service/limits.ts';
import { defineOperation } from './operation.ts';
import { checkPaging, LIST_PAGING, listOf, pagingParameters } from './paging.ts';
import { bankPath } from './parameters.ts';
import { text } from './text.ts';

const threshold = z.number().min(0).max(1);

const settings = {
  title: text(BANK_LIMITS.title).meta({ description: '题库标题', example: '金融问答' }),
  answerThreshold: threshold.meta({ description: '置信度达到它就直接回答', example: 0.8 }),
  suggestThreshold: threshold.meta({
    description: '置信度达到它就给建议，不大于 answerThreshold',
    example: 0.4,
  }),
  fallback: text(BANK_LIMITS.fallback).meta({ description: '都不合适时的兜底话术；空串为不说' }),
  isPublic: z.boolean().meta({ description: '公开的题库无需密钥即可搜索' }),
};

const bank = z
  .object({
    name: z.string(),
    title: z.string(),
    answerThreshold: threshold,
    suggestThreshold: threshold,
    fallback: z.string(),
    isPublic: z.boolean(),
    version: z.int().min(0).meta({ description: '题库版本，每次改动加一' }),
    createdBy: z.string(),
    createdAt: z.iso.datetime({ offset: true }),
    updatedBy: z.string(),
    updatedAt: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'Bank' });

const example = {
  name: 'finance',
  title: '金融问答',
  answerThreshold: 0.8,
  suggestThreshold: 0.4,
  fallback: '这个问题我还不会，请联系人工客服。',
  isPublic: true,
  version: 42,
  createdBy: 'cli:admin',
  createdAt: '2025-03-01T02:00:00.000Z',
  updatedBy: 'key:editor',
  updatedAt: '2025-03-02T02:00:00.000Z',
};

const one = { mediaType: 'application/json', schema: bank, example } as const;

export const listBanks = defineOperation({
  id: 'listBanks',
  method: 'get',
  path: '/api/v1/banks',
  tag: '题库',
  summary: '列出题库',
  access: 'key',
  query: z
    .strictObject({
      ...pagingParameters(LIST_PAGING),
      sortBy: z
        .enum(['name', 'title', 'createdAt', 'updatedAt'])
        .optional()
        .meta({ description: '默认 name' }),
      order: z.enum(['asc', 'desc']).optional().meta({ description: '默认 asc' }),
    })
    .superRefine(checkPaging(LIST_PAGING)),
  success: {
    status: 200,
    description: '题库',
    mediaType: 'application/json',
    schema: listOf(bank),
    headers: ['etag', 'link'],
    example: { items: [example], total: 1, limit: 20, offset: 0 },
  },
});

export const createBank = defineOperation({
  id: 'createBank',
  method: 'post',
  path: '/api/v1/banks',
  tag: '题库',
  summary: '新建题库',
  access: 'key',
  body: z.strictObject({
    name: z
      .string()
      .regex(BANK_NAME)
      .meta({ description: '小写字母、数字和连字符，1–32 个，以后不能改', example: 'finance' }),
    ...z.strictObject(settings).partial().shape,
  }),
  bodyExample: { name: 'finance', title: '金融问答' },
  reads: ['Idempotency-Key'],
  success: { status: 201, description: '已新建', headers: ['location'], ...one },
  errors: ['bank_exists'],
});

export const findBank = defineOperation({
  id: 'findBank',
  method: 'get',
  path: '/api/v1/banks/{bank}',
  tag: '题库',
  summary: '查看题库',
  access: 'key',
  params: bankPath,
  success: { status: 200, description: '题库', headers: ['etag'], ...one },
  errors: ['bank_not_found'],
});

export const updateBank = defineOperation({
  id: 'updateBank',
  method: 'patch',
  path: '/api/v1/banks/{bank}',
  tag: '题库',
  summary: '修改题库设置',
  access: 'key',
  params: bankPath,
  body: z.strictObject(settings).partial(),
  bodyExample: { answerThreshold: 0.85 },
  success: { status: 200, description: '修改后的题库', ...one },
  errors: ['bank_not_found'],
});

export const removeBank = defineOperation({
  id: 'removeBank',
  method: 'delete',
  path: '/api/v1/banks/{bank}',
  tag: '题库',
  summary: '删除题库及其中一切',
  access: 'key',
  params: bankPath,
  success: { status: 204, description: '已删除' },
  errors: ['bank_not_found'],
});
