import { AppError } from '../errors.ts';
import type { Caller } from './caller.ts';

/** Who calls without a key: may only search public banks. */
export const ANONYMOUS: Caller = { name: 'anonymous', role: null, banks: null };

/** What a use case does to a bank: looks at it, changes what is in it, or creates and removes it. */
export type Access = 'read' | 'write' | 'own';

const ROLES_FOR = {
  read: ['reader', 'editor', 'owner'],
  write: ['editor', 'owner'],
  own: ['owner'],
} as const satisfies Record<Access, readonly string[]>;

/** Whether the caller's key is for this bank. Owners' keys are for every bank. */
export function hasKeyFor(caller: Caller, bank: string): boolean {
  if (caller.role === null) return false;
  return caller.role === 'owner' || caller.banks === null || caller.banks.includes(bank);
}

/**
 * Says nothing of whether the bank exists, so that a key cannot find out about banks it is not for.
 * @throws AppError `unauthenticated` for anonymous callers, `forbidden` when the key does not allow it
 */
export function demandAccess(caller: Caller, access: Access, bank: string): void {
  if (caller.role === null) throw new AppError('unauthenticated');
  const roles: readonly string[] = ROLES_FOR[access];
  if (!roles.includes(caller.role) || !hasKeyFor(caller, bank)) throw new AppError('forbidden');
}
