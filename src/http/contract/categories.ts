import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { bankParameter } from './parameters.ts';

export const categories = defineOperation({
  id: 'categories',
  method: 'get',
  path: '/api/v1/categories',
  tag: '问答',
  summary: '类目与各类目的问题数',
  query: z.strictObject({ bank: bankParameter }),
  success: {
    status: 200,
    description: '类目，问题多的在前',
    mediaType: 'application/json',
    schema: z
      .object({ categories: z.array(z.object({ category: z.string(), count: z.int().min(0) })) })
      .meta({ id: 'Categories' }),
    headers: ['search', 'etag'],
    example: { categories: [{ category: '信用卡', count: 64 }] },
  },
  errors: ['bank_not_found'],
});
