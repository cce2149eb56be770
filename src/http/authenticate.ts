import type { Request } from 'express';
import { AppError } from '../errors.ts';
import { ANONYMOUS } from '../service/access.ts';
import type { Caller } from '../service/caller.ts';
import type { KeyAdministration } from '../service/use-cases/key-administration.ts';

/**
 * Who sends a request: the owner of its bearer token, or the anonymous caller where there is none.
 * @throws AppError `unauthenticated` for a header that is not a valid bearer token
 */
export async function authenticate(
  request: Request,
  keys: Pick<KeyAdministration, 'authenticate'>,
): Promise<Caller> {
  const header = request.headers.authorization;
  if (header === undefined) return ANONYMOUS;
  const secret = /^Bearer +(\S+) *$/i.exec(header)?.[1];
  if (secret === undefined) throw new AppError('unauthenticated');
  return keys.authenticate(secret);
}
