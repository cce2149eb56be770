import type { RequestHandler } from 'express';
import type { RunnableRoute } from './route.ts';

/**
 * Runs routes whose path has no parameter by looking them up, where Express tries one pattern after another. What is
 * spelt otherwise than in the contract (a trailing slash, capitals) or asked by another method goes on to Express.
 */
export function exactRoutes(routes: readonly RunnableRoute[]): RequestHandler {
  const handlers = new Map<string, RequestHandler>();
  for (const { operation, handler } of routes) {
    const { method, path } = operation;
    if (!path.includes('{')) handlers.set(`${method.toUpperCase()} ${path}`, handler);
  }
  return async (request, response, next) => {
    const { method, url } = request;
    const end = url.indexOf('?');
    const handler = handlers.get(`${method} ${end === -1 ? url : url.slice(0, end)}`);
    if (handler === undefined) {
      next();
      return;
    }
    try {
      await handler(request, response, next);
    } catch (error) {
      next(error);
    }
  };
}
