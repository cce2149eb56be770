import { z } from 'zod';
import type { PageRequest } from '../../service/ports/question-store.ts';
import { integerParameter } from './parameters.ts';

/** Limits of one kind of list. */
export interface PagingLimits {
  defaultLimit: number;
  maxLimit: number;
  maxOffset: number;
}

/** Limits of the lists for administrators. */
export const LIST_PAGING: PagingLimits = { defaultLimit: 20, maxLimit: 100, maxOffset: 10_000_000 };

/** The query parameters `limit` and `offset`, and `page` and `perPage` in their place. */
export function pagingParameters({ defaultLimit, maxLimit, maxOffset }: PagingLimits) {
  return {
    limit: integerParameter(1, maxLimit)
      .optional()
      .meta({ description: `最多返回几条，默认 ${String(defaultLimit)}`, example: defaultLimit }),
    offset: integerParameter(0, maxOffset).optional().meta({ description: '跳过前几条，默认 0', example: 0 }),
    page: integerParameter(1, maxOffset)
      .optional()
      .meta({ description: '第几页，从 1 起；与 perPage 一起代替 offset 与 limit', example: 1 }),
    perPage: integerParameter(1, maxLimit)
      .optional()
      .meta({ description: `每页几条，默认 ${String(defaultLimit)}`, example: defaultLimit }),
  };
}

interface PagingQuery {
  limit?: number | undefined;
  offset?: number | undefined;
  page?: number | undefined;
  perPage?: number | undefined;
}

/** Refines a query object: both ways of paging at once, or a page beyond the last offset, is a fault. */
export function checkPaging(limits: PagingLimits) {
  return (query: PagingQuery, context: z.core.$RefinementCtx<PagingQuery>): void => {
    const byPage = query.page !== undefined || query.perPage !== undefined;
    if (byPage && (query.limit !== undefined || query.offset !== undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['page'],
        params: { fault: 'paging_mixed' },
        input: query.page,
      });
    } else if (query.page !== undefined && pageOf(query, limits).offset > limits.maxOffset) {
      context.addIssue({
        code: 'custom',
        path: ['page'],
        params: { fault: 'page_too_far', limit: limits.maxOffset },
        input: query.page,
      });
    }
  };
}

/** The slice of the list that a query asks for, whichever way it asks. */
export function pageOf(query: PagingQuery, { defaultLimit }: PagingLimits): PageRequest {
  const limit = query.perPage ?? query.limit ?? defaultLimit;
  return { limit, offset: query.page === undefined ? (query.offset ?? 0) : (query.page - 1) * limit };
}

/** The body of a list. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    total: z.int().min(0).meta({ description: '符合条件的总数' }),
    limit: z.int().min(1),
    offset: z.int().min(0),
  });
}
