import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { AppError } from '../errors.ts';
import type { Services } from '../service/use-cases/services.ts';
import { createOpenApiDocument } from './contract/openapi-document.ts';
import { crossOrigin } from './cross-origin.ts';
import { docsPage } from './docs-page/docs-page.ts';
import { sendError } from './error-reply.ts';
import { exactRoutes } from './exact-routes.ts';
import { HTTP_DEFAULTS, type HttpOptions, type HttpSettings } from './http-options.ts';
import { createOnce } from './idempotency.ts';
import { inSequence } from './in-sequence.ts';
import { createMetrics } from './metrics/metrics.ts';
import { openRequest } from './open-request.ts';
import { RateLimiter } from './rate-limiter.ts';
import { registerRoutes } from './register-routes.ts';
import { pathOf } from './request-context.ts';
import { createRequestLog } from './request-log.ts';
import { adaptationRoutes } from './routes/adaptation.ts';
import { answeringRoutes } from './routes/answering.ts';
import { bankRoutes } from './routes/banks.ts';
import { bulkRoutes } from './routes/bulk.ts';
import { goldenRoutes } from './routes/golden.ts';
import { historyRoutes } from './routes/history.ts';
import { importRoutes } from './routes/imports.ts';
import { operatorRoutes } from './routes/operators.ts';
import { questionRoutes } from './routes/questions.ts';
import { transferRoutes } from './routes/transfer.ts';
import { vocabularyRoutes } from './routes/vocabulary.ts';
import { runRoute } from './run-route.ts';
import { webPages } from './web-pages.ts';

/** The HTTP door of the service. It does not listen yet: pass it to `listen`. */
export function createApp(services: Services, options: HttpOptions): Express {
  const settings: HttpSettings = { ...HTTP_DEFAULTS, ...options };
  const { logger } = settings;
  const metrics = settings.metrics ? createMetrics(services, settings.siblings) : null;
  const once = createOnce(settings.idempotency, logger);
  const limiter = settings.rateLimit === null ? null : new RateLimiter(settings.rateLimit);
  const { answering, administration, transfer, keys } = services;

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.set('trust proxy', settings.trustProxy);

  const routes = [
    ...answeringRoutes(answering),
    ...operatorRoutes(services, metrics),
    ...bankRoutes(administration, once),
    ...bulkRoutes(administration, settings),
    ...questionRoutes(administration, once),
    ...historyRoutes(administration),
    ...importRoutes(transfer, settings, once),
    ...transferRoutes(transfer, administration),
    ...vocabularyRoutes(administration),
    ...adaptationRoutes(services.adaptation),
    ...goldenRoutes(services.golden),
  ].map((route) => ({ operation: route.operation, handler: runRoute(route, { keys, settings, limiter }) }));
  app.use(
    inSequence(
      openRequest(settings, createRequestLog(logger, settings), metrics),
      ...(settings.corsOrigins.length > 0 ? [crossOrigin(settings.corsOrigins)] : []),
      compressForThoseWhoAsk(),
      exactRoutes(routes),
    ),
  );
  registerRoutes(app, routes);
  app.use(docsPage(() => createOpenApiDocument(settings.version)));
  for (const { path, handler } of settings.mounts) app.use(path, handler);
  app.use(webPages(settings.webRoot));
  app.use(noSuchRoute);
  app.use(errorHandler(settings));
  return app;
}

/** Compression from 1 KiB on; clients that accept none are spared its cost. */
function compressForThoseWhoAsk(): RequestHandler {
  const compress = compression();
  return (request, response, next) => {
    if (request.headers['accept-encoding'] === undefined) next();
    else compress(request, response, next);
  };
}

const noSuchRoute: RequestHandler = (request) => {
  throw new AppError('route_not_found', { path: pathOf(request) });
};

/** Express knows an error handler by its four parameters. */
function errorHandler({ logger }: HttpSettings): ErrorRequestHandler {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (error, request, response, _next) => {
    sendError(error, request, response, logger);
  };
}
