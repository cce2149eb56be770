import type { Express, RequestHandler } from 'express';
import { AppError } from '../errors.ts';
import type { RunnableRoute } from './route.ts';

/** Puts routes on the app: one Express route a path, which answers other methods with 405 and `Allow`. */
export function registerRoutes(app: Express, routes: readonly RunnableRoute[]): void {
  for (const [path, siblings] of byPath(routes)) {
    const expressRoute = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const { operation, handler } of siblings) expressRoute[operation.method](handler);
    expressRoute.all(otherMethods(siblings));
  }
}

function otherMethods(routes: readonly RunnableRoute[]): RequestHandler {
  const methods = routes.map(({ operation }) => operation.method.toUpperCase());
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return (request, response) => {
    response.setHeader('Allow', allow);
    if (request.method !== 'OPTIONS') throw new AppError('method_not_allowed', { method: request.method });
    response.status(204).end();
  };
}

function byPath(routes: readonly RunnableRoute[]): Map<string, RunnableRoute[]> {
  const groups = new Map<string, RunnableRoute[]>();
  for (const route of routes) {
    const { path } = route.operation;
    groups.set(path, [...(groups.get(path) ?? []), route]);
  }
  return groups;
}
