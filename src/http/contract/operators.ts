import { z } from 'zod';
import { defineOperation } from './operation.ts';

export const health = defineOperation({
  id: 'health',
  method: 'get',
  path: '/healthz',
  tag: '运维',
  summary: '进程是否活着',
  success: {
    status: 200,
    description: '活着',
    mediaType: 'application/json',
    schema: z.object({ status: z.literal('ok') }),
    example: { status: 'ok' },
  },
});

const part = z.looseObject({
  status: z.enum(['up', 'degraded', 'down']),
  message: z.string().optional().meta({ description: '运维人员该知道的' }),
});

export const readiness = z
  .object({
    ready: z.boolean(),
    parts: z.object({ store: part, cache: part, segmenter: part, ranking: part, index: part }),
  })
  .meta({ id: 'Readiness' });

export const ready = defineOperation({
  id: 'ready',
  method: 'get',
  path: '/readyz',
  tag: '运维',
  summary: '能否回答，以及各部分的状态',
  description: '不能回答时是 503，格式相同。',
  success: {
    status: 200,
    description: '能回答',
    mediaType: 'application/json',
    schema: readiness,
    example: {
      ready: true,
      parts: {
        store: { status: 'up' },
        cache: { status: 'up' },
        segmenter: { status: 'up', name: 'nodejieba' },
        ranking: { status: 'up' },
        index: {
          status: 'up',
          banks: [{ name: 'finance', version: 42, questions: 512, ageMs: 120, lag: 0 }],
        },
      },
    },
  },
});

export const metrics = defineOperation({
  id: 'metrics',
  method: 'get',
  path: '/metrics',
  tag: '运维',
  summary: 'Prometheus 指标',
  description: '不经 nginx 对外开放；可以关闭。',
  success: { status: 200, description: '指标文本', mediaType: 'text/plain' },
  errors: ['route_not_found'],
});
