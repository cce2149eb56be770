import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { AppError } from '../errors.ts';
import type { HttpSettings } from './http-options.ts';
import type { Metrics } from './metrics/metrics.ts';
import { beginContext, contextOf } from './request-context.ts';
import type { LogRequest } from './request-log.ts';
import { API_HEADERS, PAGE_HEADERS } from './security-headers.ts';
import { sentStatus } from './sent-status.ts';

const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * The first step of every request: its id and context, the security headers, the limit on the URL, and the
 * accounts at its end.
 * @throws AppError `url_too_long`
 */
export function openRequest(
  { maxUrlBytes }: Pick<HttpSettings, 'maxUrlBytes'>,
  logRequest: LogRequest,
  metrics: Metrics | null,
): RequestHandler {
  const account = function (this: Response): void {
    const context = contextOf(this);
    metrics?.observe(context, sentStatus(this));
    logRequest(this.req, this, context);
  };
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    beginContext(response, requestId);
    response.setHeader('X-Request-Id', requestId);
    const headers = request.url.startsWith('/api/') ? API_HEADERS : PAGE_HEADERS;
    for (const [name, value] of headers) response.setHeader(name, value);
    response.on('close', account);
    if (request.url.length > maxUrlBytes) throw new AppError('url_too_long', { limit: maxUrlBytes });
    next();
  };
}
