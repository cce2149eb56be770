import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Logger } from 'pino';
import { AppError } from '../errors.ts';
import type { Caller } from '../service/caller.ts';
import type { IdempotencyStore } from '../service/ports/idempotency-store.ts';
import { say } from '../said.ts';
import type { Reply } from './reply.ts';
import { pathOf } from './request-context.ts';

/**
 * A kept response answers for its key for a day. A process that ended while it worked leaves its reservation
 * behind; after ten minutes, longer than any work takes, the key is free again.
 */
const LIFETIME = { keptForMs: 24 * 60 * 60 * 1000, heldForMs: 10 * 60 * 1000 };

/** A request that must act once, however often it is sent. */
export interface RepeatableRequest {
  request: Request;
  caller: Caller;
  /** What tells this request from another under the same key, beside method and path. */
  content: readonly (string | Uint8Array)[];
}

/** Does `work` once for each Idempotency-Key of a caller and answers repetitions with the same reply. */
export type Once = (repeatable: RepeatableRequest, work: () => Promise<Reply>) => Promise<Reply>;

export function createOnce(store: IdempotencyStore, logger: Logger): Once {
  return async ({ request, caller, content }, work) => {
    const header = request.headers['idempotency-key'];
    if (header === undefined) return work();
    // Names of keys may repeat: whoever may do less must not be answered what was kept for another.
    const { name, role, banks } = caller;
    const key = digest(JSON.stringify([name, role, banks]), checkKey(header));
    const fingerprint = digest(request.method, pathOf(request), ...content);
    const reservation = await store.reserve(key, fingerprint, new Date(), LIFETIME);
    switch (reservation.outcome) {
      case 'mismatch':
        throw new AppError('idempotency_conflict');
      case 'in-progress':
        throw new AppError('idempotency_in_progress');
      case 'done': {
        const { status, body, location } = reservation.response;
        return { status, body, ...(location === null ? {} : { location }) };
      }
      case 'reserved':
        return workAndKeep(key, work);
    }
  };

  async function workAndKeep(key: string, work: () => Promise<Reply>): Promise<Reply> {
    let reply: Reply;
    try {
      reply = await work();
    } catch (error) {
      await quietly(store.release(key));
      throw error;
    }
    const { status, body, location } = reply;
    await quietly(store.complete(key, { status, body: body ?? '', location: location ?? null }));
    return reply;
  }

  /** The work is done or has failed for its own reason: that is what the client must hear. */
  async function quietly(step: Promise<void>): Promise<void> {
    try {
      await step;
    } catch (error) {
      logger.warn({ error }, 'idempotency key could not be updated');
    }
  }
}

function checkKey(header: string | string[]): string {
  if (typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header)) return header;
  const expected = say('1–255 个可见的 ASCII 字符', '1–255 visible ASCII characters');
  const reason = say(`Idempotency-Key 应为${expected.zh}`, `Idempotency-Key must be ${expected.en}`);
  throw new AppError('invalid_value', { reason }, { details: [{ path: 'Idempotency-Key', expected }] });
}

function digest(...parts: (string | Uint8Array)[]): string {
  const sha256 = createHash('sha256');
  for (const part of parts) sha256.update(part).update('\0');
  return sha256.digest('base64url');
}
