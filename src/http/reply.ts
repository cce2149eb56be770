import type { Request, Response } from 'express';
import { fingerprintOf } from '../service/fingerprint.ts';
import type { Served } from '../service/served.ts';
import { isFresh, weakTag } from './entity-tag.ts';
import { contextOf } from './request-context.ts';

/** What a handler answers; the runner sends it. */
export interface Reply {
  status: number;
  /** JSON text; null: no body. */
  body: string | null;
  location?: string;
  /** Entity tag with its quotes; left out, GETs get one from the result or the body. */
  tag?: string;
  link?: string;
  /** The result this is made of; search routes say in headers where it came from. */
  served?: Served<unknown>;
}

/** A value as JSON, status 200 unless `extra` says otherwise. */
export function jsonReply(value: unknown, extra: Partial<Omit<Reply, 'body'>> = {}): Reply {
  return { status: 200, body: JSON.stringify(value), ...extra };
}

/** A use case's result as it was served, with the headers that say where it came from. */
export function servedReply(served: Served<unknown>, extra: Pick<Reply, 'link'> = {}): Reply {
  return { status: 200, body: served.json, served, ...extra };
}

export const noContent: Reply = Object.freeze({ status: 204, body: null });

/** Sends a reply. GETs become 304 where the client already has it. */
export function sendReply(reply: Reply, request: Request, response: Response): void {
  response.statusCode = reply.status;
  if (reply.served !== undefined) describeServed(reply.served, response);
  if (reply.location !== undefined) response.setHeader('Location', reply.location);
  if (reply.link !== undefined) response.setHeader('Link', reply.link);
  const { operation } = contextOf(response);
  const isTagged = operation?.success.headers?.includes('etag') === true;
  const isRead = operation?.method === 'get';
  response.setHeader('Cache-Control', isRead && isTagged ? revalidate(request) : 'no-store');
  if (reply.body === null) {
    response.end();
    return;
  }
  if (isTagged) {
    const tag = reply.tag ?? weakTag(reply.served?.fingerprint ?? fingerprintOf(reply.body));
    response.setHeader('ETag', tag);
    if (isRead && isFresh(request.headers['if-none-match'], tag)) {
      response.statusCode = 304;
      response.end();
      return;
    }
  }
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(reply.body));
  response.end(reply.body);
}

/** May be kept, but must be asked for again each time; what a key may see is nobody else's. */
function revalidate(request: Request): string {
  return request.headers.authorization === undefined ? 'no-cache' : 'private, no-cache';
}

function describeServed(served: Served<unknown>, response: Response): void {
  contextOf(response).served = served;
  response.setHeader('X-Jieda-Bank-Version', String(served.bankVersion));
  response.setHeader('X-Jieda-Cache', served.cache);
  if (served.degraded.length > 0) response.setHeader('X-Jieda-Degraded', served.degraded.join(', '));
  response.setHeader('Server-Timing', serverTiming(served));
}

const NO_WORK = 'analyse;dur=0, retrieve;dur=0, rank;dur=0';

function serverTiming({ cache, timings: { analyseMs, retrieveMs, rankMs } }: Served<unknown>): string {
  if (cache === 'memory' || cache === 'redis') return NO_WORK;
  return `analyse;dur=${analyseMs.toFixed(3)}, retrieve;dur=${retrieveMs.toFixed(3)}, rank;dur=${rankMs.toFixed(3)}`;
}
