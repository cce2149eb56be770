import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Served } from '../service/served.ts';
import { pathOf, type RequestContext } from './request-context.ts';
import { sentStatus } from './sent-status.ts';

export type LogRequest = (request: Request, response: Response, context: RequestContext) => void;

/**
 * Logs each request once it has ended, at `info`; what operators poll, at `debug`.
 * What the user typed is in the line only at `debug` and below, or where `logQueries` is on.
 */
export function createRequestLog(logger: Logger, { logQueries }: { logQueries: boolean }): LogRequest {
  return (request, response, context) => {
    const { operation, caller, served, query } = context;
    const level = operation?.tag === '运维' ? 'debug' : 'info';
    if (!logger.isLevelEnabled(level)) return;
    const mayNameQuery = logQueries || logger.isLevelEnabled('debug');
    logger[level](
      {
        requestId: context.requestId,
        method: request.method,
        path: pathOf(request),
        route: operation?.path,
        status: sentStatus(response),
        ms: Math.round((performance.now() - context.startedAt) * 1000) / 1000,
        ip: request.ip,
        caller: caller?.name,
        error: context.errorCode ?? undefined,
        aborted: response.writableFinished ? undefined : true,
        ...(served === null ? {} : describeServed(served)),
        ...(mayNameQuery && query !== null ? { query } : {}),
      },
      'request',
    );
  };
}

function describeServed({ bank, cache, degraded }: Served<unknown>): object {
  return { bank, cache, ...(degraded.length === 0 ? {} : { degraded }) };
}
