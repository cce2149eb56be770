import { z } from 'zod';
import { QUERY_ID_LIMIT } from '../../service/limits.ts';
import { FEEDBACK_VERDICTS } from '../../service/ports/feedback-store.ts';
import { defineOperation } from './operation.ts';
import { token } from './text.ts';

export const feedback = defineOperation({
  id: 'feedback',
  method: 'post',
  path: '/api/v1/feedback',
  tag: '问答',
  summary: '反馈回答是否有帮助',
  body: z.strictObject({
    queryId: token(QUERY_ID_LIMIT).meta({ description: '提问时得到的 queryId' }),
    questionId: token(64).nullish().meta({ description: '所指的问题；没有则为 null' }),
    verdict: z
      .enum(FEEDBACK_VERDICTS)
      .meta({ description: 'helpful：有帮助；unhelpful：没帮助；picked：从建议中选了它' }),
  }),
  bodyExample: {
    queryId: '01JQ3Z8M4D0000000000000002',
    questionId: '01JQ3Z7T5X0000000000000001',
    verdict: 'helpful',
  },
  success: { status: 204, description: '已记录' },
});
