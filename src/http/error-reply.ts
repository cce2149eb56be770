import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { AppError, describeError, ERROR_TABLE } from '../errors.ts';
import type { ErrorBody } from './contract/error-body.ts';
import { inLanguage, type Language } from '../said.ts';
import { languageOf } from './language.ts';
import { escapeNotUtf8 } from './query-string.ts';
import { contextOf } from './request-context.ts';

/** Seconds after which a request that met a passing fault is worth repeating. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Answers with an error. What is not an AppError is logged whole and answered as `internal`.
 * Where the response has begun, the connection is cut so that the client sees that it is not whole.
 */
export function sendError(thrown: unknown, request: Request, response: Response, logger: Logger): void {
  const context = contextOf(response);
  if (request.destroyed && !request.complete) return; // The client has hung up.
  const error = toAppError(thrown);
  context.errorCode = error.code;
  const { status } = ERROR_TABLE[error.code];
  if (status >= 500) logFailure(thrown, error, context.requestId, logger);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { code, message, details } = describe(error, languageOf(request));
  const body: ErrorBody = { error: { code, message, requestId: context.requestId, details } };
  const text = JSON.stringify(body);
  response.statusCode = status;
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="jieda"');
  if (status === 429 || status === 503) response.setHeader('Retry-After', retryAfter(error));
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}

/** Code, message and details of an error in one language. */
export function describe(error: AppError, language: Language): Omit<ErrorBody['error'], 'requestId'> {
  return {
    code: error.code,
    message: describeError(error.code, error.parameters, language),
    details: error.details.map(({ message, expected, ...detail }) => ({
      ...detail,
      ...(message !== undefined && { message: message[language] }),
      ...(expected !== undefined && { expected: inLanguage(expected, language) }),
    })),
  };
}

/** The error to answer with for whatever was thrown. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof URIError) return escapeNotUtf8(thrown);
  return new AppError('internal', {}, { cause: thrown });
}

function retryAfter(error: AppError): string {
  const { retryAfter: seconds } = error.parameters;
  return String(typeof seconds === 'number' ? seconds : RETRY_AFTER_SECONDS);
}

/** An unforeseen error needs a person, who is told where it came from at every level; an unavailable part heals by itself. */
function logFailure(thrown: unknown, error: AppError, requestId: string, logger: Logger): void {
  if (error.code !== 'internal') {
    logger.warn({ requestId, code: error.code, cause: causeOf(error) }, 'request could not be served');
    return;
  }
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  logger.error({ requestId, error: thrown, stack }, 'request failed');
}

function causeOf(error: AppError): string | undefined {
  return error.cause instanceof Error ? error.cause.message : undefined;
}
