import cors from 'cors';
import type { RequestHandler } from 'express';

const EXPOSED_HEADERS = [
  'X-Request-Id',
  'X-Jieda-Bank-Version',
  'X-Jieda-Cache',
  'X-Jieda-Degraded',
  'Server-Timing',
  'ETag',
  'Link',
  'Location',
  'Retry-After',
  'Content-Disposition',
];

const REQUEST_HEADERS = [
  'Authorization',
  'Content-Type',
  'Accept-Language',
  'X-Request-Id',
  'If-Match',
  'If-None-Match',
  'Idempotency-Key',
];

/**
 * CORS for an allow-list of origins. A foreign origin gets no CORS header at all, so that its browser
 * refuses the response; responses say that they vary by origin.
 */
export function crossOrigin(allowedOrigins: readonly string[]): RequestHandler {
  const allowed = new Set(allowedOrigins);
  const allow = cors({
    origin: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: REQUEST_HEADERS,
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: 600,
  });
  return (request, response, next) => {
    const { origin } = request.headers;
    if (origin !== undefined && allowed.has(origin)) {
      allow(request, response, next);
      return;
    }
    response.vary('Origin');
    next();
  };
}
