import type { Request, RequestHandler } from 'express';
import { AppError } from '../errors.ts';
import { ANONYMOUS } from '../service/access.ts';
import type { Caller } from '../service/caller.ts';
import type { KeyAdministration } from '../service/use-cases/key-administration.ts';
import { authenticate } from './authenticate.ts';
import { readJson } from './body/json-body.ts';
import { checkInput } from './check-input.ts';
import { mayLackBody, nothing, type Operation } from './contract/operation.ts';
import type { HttpSettings } from './http-options.ts';
import { languageOf } from './language.ts';
import { parseQueryString } from './query-string.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { sendReply } from './reply.ts';
import { contextOf } from './request-context.ts';
import type { Route } from './route.ts';
import { withTimeout } from './with-timeout.ts';

/** What running a route needs beside the route. */
export interface RunnerParts {
  keys: Pick<KeyAdministration, 'authenticate'>;
  settings: Pick<HttpSettings, 'maxBodyBytes' | 'requestTimeoutMs'>;
  /** Null: no limit. */
  limiter: RateLimiter | null;
}

/**
 * The Express handler of a route: identify the caller, check the input by the contract, act, reply.
 * The cheapest checks come first; a rejected promise goes to the error handler.
 */
export function runRoute({ operation, handle }: Route, parts: RunnerParts): RequestHandler {
  const { body: bodyContract } = operation;
  const { maxBodyBytes, requestTimeoutMs } = parts.settings;
  const isOptional = mayLackBody(operation);
  return async (request, response) => {
    const context = contextOf(response);
    context.operation = operation;
    demandAcceptable(request, operation);
    // Most requests have neither: they need not wait.
    const isKnown = request.headers.authorization === undefined && parts.limiter === null;
    const caller = isKnown ? ANONYMOUS : await identify(request, parts);
    if (operation.access === 'key' && caller.role === null) throw new AppError('unauthenticated');
    context.caller = caller;
    const language = languageOf(request);
    const params = operation.params === nothing ? {} : checkInput(operation.params, request.params);
    const query = checkInput(operation.query, parseQueryString(request.originalUrl));
    const read = isOptional && !hasBody(request) ? {} : null;
    const body =
      bodyContract === null
        ? undefined
        : checkInput(bodyContract, read ?? (await readJson(request, maxBodyBytes)));
    const work = handle({ params, query, body, caller, language, request, response });
    const reply = await (operation.long === true ? work : withTimeout(work, requestTimeoutMs));
    if (reply !== null) sendReply(reply, request, response);
  };
}

/** As RFC 9112 (section 6) tells: a body is announced by one of two headers. */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** @throws AppError `not_acceptable` */
function demandAcceptable(request: Request, { success: { mediaType } }: Operation): void {
  const { accept } = request.headers;
  if (accept === undefined || mediaType === undefined || accept.includes('*/*') || accept.includes(mediaType))
    return;
  if (request.accepts(mediaType) === false) throw new AppError('not_acceptable');
}

/**
 * The caller, counted against the limit of their address and key; a wrong key counts against the address.
 * @throws AppError `unauthenticated`, `too_many_requests`
 */
async function identify(request: Request, { keys, limiter }: RunnerParts): Promise<Caller> {
  let caller = ANONYMOUS;
  try {
    caller = await authenticate(request, keys);
  } finally {
    limiter?.take(`${request.ip ?? ''} ${caller.name}`);
  }
  return caller;
}
