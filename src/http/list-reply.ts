import type { Request } from 'express';
import type { PageRequest } from '../service/ports/question-store.ts';
import { jsonReply, type Reply } from './reply.ts';
import { pathOf } from './request-context.ts';

/** A slice of a list with its links. `total` counts the whole list. */
export function listReply(
  items: readonly unknown[],
  total: number,
  page: PageRequest,
  request: Request,
): Reply {
  const { limit, offset } = page;
  return jsonReply({ items, total, limit, offset }, { link: linkHeader(request, page, total) });
}

/**
 * The Link header of a slice: first, prev, next, last, as relative references that keep the other
 * parameters and the client's way of paging.
 * @param total length of the list that can be paged to, ≥ 0
 * @param isExact false: the list may go on behind it, and has no last slice to point to; default true
 */
export function linkHeader(
  request: Request,
  { limit, offset }: PageRequest,
  total: number,
  isExact = true,
): string {
  const lastOffset =
    total === 0 ? 0 : (offset % limit) + Math.floor((total - 1 - (offset % limit)) / limit) * limit;
  const links: [rel: string, offset: number][] = [['first', 0]];
  if (offset > 0) links.push(['prev', Math.max(0, offset - limit)]);
  if (offset + limit < total) links.push(['next', offset + limit]);
  if (isExact) links.push(['last', Math.max(0, lastOffset)]);
  return links.map(([rel, to]) => `<${withOffset(request, limit, to)}>; rel="${rel}"`).join(', ');
}

function withOffset(request: Request, limit: number, offset: number): string {
  const url = request.originalUrl;
  const start = url.indexOf('?');
  const parameters = new URLSearchParams(start === -1 ? '' : url.slice(start + 1));
  if (parameters.has('page') || parameters.has('perPage')) {
    parameters.set('page', String(Math.floor(offset / limit) + 1));
    parameters.set('perPage', String(limit));
  } else {
    parameters.set('offset', String(offset));
    parameters.set('limit', String(limit));
  }
  return `${pathOf(request)}?${parameters.toString()}`;
}
