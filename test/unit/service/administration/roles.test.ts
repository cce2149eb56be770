/**
 * Anonymous callers may nothing, readers read their banks, editors write theirs, owners everything.
 */
import { describe, expect } from 'vitest';
import { AppError } from '../../../../src/errors.ts';
import { ANONYMOUS } from '../../../../src/service/access.ts';
import type { Caller } from '../../../../src/service/caller.ts';
import type { BankAdministration } from '../../../../src/service/use-cases/bank-administration.ts';
import { editor, it, owner, reader, refusalOf } from './administration-fixtures.ts';

const elsewhere: Caller = { name: 'key:elsewhere', role: 'editor', banks: ['other'] };
const confinedOwner: Caller = { ...owner, banks: ['other'] };

async function codeOf(call: (caller: Caller) => Promise<unknown>, caller: Caller) {
  try {
    await call(caller);
    return 'done';
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
}

type Attempt = (administration: BankAdministration, caller: Caller) => Promise<unknown>;

describe('roles', () => {
  it.for<[string, Attempt, Record<string, string>]>([
    [
      'read',
      (administration, caller) => administration.findBank('finance', caller),
      { reader: 'done', editor: 'done' },
    ],
    [
      'write',
      (administration, caller) => administration.replaceWords('finance', ['花呗'], caller),
      { reader: 'forbidden', editor: 'done' },
    ],
    [
      'own',
      (administration, caller) => administration.removeBank('finance', caller),
      { reader: 'forbidden', editor: 'forbidden' },
    ],
  ])('%s', async ([, attempt, expected], { administration }) => {
    const call = (caller: Caller) => attempt(administration, caller);
    expect(await codeOf(call, ANONYMOUS)).toBe('unauthenticated');
    expect(await codeOf(call, elsewhere)).toBe('forbidden');
    expect({ reader: await codeOf(call, reader), editor: await codeOf(call, editor) }).toEqual(expected);
    expect(await codeOf(call, confinedOwner)).toBe('done');
  });

  it('list the banks of the key', async ({ administration }) => {
    await administration.createBank('other', {}, owner);
    const names = async (caller: Caller) => (await administration.listBanks(caller)).map(({ name }) => name);
    expect(await names(owner)).toEqual(['finance', 'other']);
    expect(await names(reader)).toEqual(['finance']);
    expect((await refusalOf(administration.listBanks(ANONYMOUS))).code).toBe('unauthenticated');
  });
});
