import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { bankPath } from './parameters.ts';
import { text, token } from './text.ts';

const share = z.number().min(0).max(1);
const figures = z.strictObject({
  recallAt1: share.meta({ description: '正确问题排在第一的比例' }),
  mrrAt10: share.meta({ description: '正确问题名次倒数的平均值，只看前十' }),
});

const adaptation = z
  .strictObject({
    id: z.string(),
    bank: z.string(),
    state: z.enum(['running', 'kept', 'discarded', 'failed', 'undone']).meta({
      description:
        'running：进行中；kept：有提高，已启用；discarded：没有提高，未启用；failed：失败；undone：已撤销',
    }),
    figures: z
      .strictObject({
        examples: z.int().min(0).meta({ description: '参与评测的问法数' }),
        fromUsers: z.int().min(0).meta({ description: '其中来自用户确认的' }),
        before: figures,
        after: figures,
        scaled: z.boolean().meta({ description: '置信度是否也按用户反馈校准' }),
      })
      .nullable()
      .meta({ description: '交叉验证的结果，只用没有参与学习的问法；结束前为 null' }),
    by: z.string(),
    at: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Adaptation' });

const example = {
  id: '01JQ3Z8M4D0000000000000009',
  bank: 'finance',
  state: 'kept',
  figures: {
    examples: 4151,
    fromUsers: 120,
    before: { recallAt1: 0.902, mrrAt10: 0.934 },
    after: { recallAt1: 0.921, mrrAt10: 0.946 },
    scaled: true,
  },
  by: 'admin',
  at: '2026-11-21T08:00:00.000Z',
  endedAt: '2026-11-21T08:00:21.000Z',
};

const common = {
  tag: '题库',
  access: 'key',
  params: bankPath,
  path: '/api/v1/banks/{bank}/adaptation',
} as const;
const answer = { mediaType: 'application/json', schema: adaptation, example } as const;
const MOST_PAIRS = 10_000;

export const beginAdaptation = defineOperation({
  ...common,
  id: 'beginAdaptation',
  method: 'post',
  summary: '让题库从自己的问法和用户反馈中学习',
  description:
    '在后台进行，用 GET 查看结果。用没有参与学习的问法交叉验证，确有提高才启用，否则题库保持原样；可用 DELETE 撤销。',
  body: z.strictObject({
    pairs: z
      .array(
        z.strictObject({
          query: text(200).meta({ description: '用户的问法' }),
          question: token(255).meta({ description: '它所问的问题：编号或外部编号' }),
        }),
      )
      .max(MOST_PAIRS)
      .optional()
      .meta({ description: '另外给出的、已确认的问法' }),
  }),
  bodyExample: { pairs: [{ query: '农行卡怎么还钱', question: 'XYK-001' }] },
  success: { status: 202, description: '已开始', headers: ['location'], ...answer },
  errors: ['bank_not_found', 'adaptation_conflict', 'adaptation_impossible'],
});

export const findAdaptation = defineOperation({
  ...common,
  id: 'findAdaptation',
  method: 'get',
  summary: '查看最近一次学习',
  success: { status: 200, description: '最近一次学习', headers: ['etag'], ...answer },
  errors: ['bank_not_found', 'adaptation_not_found'],
});

export const undoAdaptation = defineOperation({
  ...common,
  id: 'undoAdaptation',
  method: 'delete',
  summary: '撤销正在使用的学习结果，恢复到上一次',
  success: { status: 204, description: '已撤销' },
  errors: ['bank_not_found', 'adaptation_not_found'],
});
