import type { Request, Response } from 'express';
import type { Caller } from '../service/caller.ts';
import type { Served } from '../service/served.ts';
import type { Operation } from './contract/operation.ts';

/** What is known of a request while it is under way; logs and metrics are made from it. */
export interface RequestContext {
  readonly requestId: string;
  /** `performance.now()` at arrival. */
  readonly startedAt: number;
  /** Null until a route has matched. */
  operation: Operation | null;
  caller: Caller | null;
  /** Text the user typed; null where there is none. */
  query: string | null;
  /** What a search route served; null elsewhere. */
  served: Served<unknown> | null;
  /** Code of the error that was answered, null for none. */
  errorCode: string | null;
}

/** Begins the context of a request; it lives in `response.locals`. */
export function beginContext(response: Response, requestId: string): RequestContext {
  const context: RequestContext = {
    requestId,
    startedAt: performance.now(),
    operation: null,
    caller: null,
    query: null,
    served: null,
    errorCode: null,
  };
  response.locals['context'] = context;
  return context;
}

/** The context that `beginContext` began. */
export function contextOf(response: Response): RequestContext {
  return response.locals['context'] as RequestContext;
}

/** The path without the query string. */
export function pathOf(request: Request): string {
  const url = request.originalUrl;
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
