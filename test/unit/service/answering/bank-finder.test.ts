/**
 * Which bank is searched: the default, the only one; what comes of one that is unknown, not public, not ready or
 * forbidden.
 */
import { describe, expect } from 'vitest';
import { AppError } from '../../../../src/errors.ts';
import { ANONYMOUS } from '../../../../src/service/access.ts';
import type { AnsweringOptions } from '../../../../src/service/answering/create-answering.ts';
import type { Caller } from '../../../../src/service/caller.ts';
import { it as answeringTest, SEARCH } from './answering-fixtures.ts';

const reader: Caller = { name: 'key:reader', role: 'reader', banks: ['private'] };
const stranger: Caller = { name: 'key:stranger', role: 'editor', banks: ['other'] };

/** With `bankFor`, which gives the bank that a search is answered from, else the code of its refusal. */
const it = answeringTest.extend(
  'bankFor',
  ({ answering }) =>
    async (bank: string | null, caller: Caller, options: AnsweringOptions = {}) => {
      try {
        return (await answering(options).search({ ...SEARCH, query: '还款', bank }, caller)).bank;
      } catch (error) {
        return error instanceof AppError ? error.code : error;
      }
    },
);

describe('banks', () => {
  it('takes the only bank, or the default', async ({ addBank, bankFor }) => {
    expect(await bankFor(null, ANONYMOUS)).toBe('not_ready');
    addBank('finance', []);
    expect(await bankFor(null, ANONYMOUS)).toBe('finance');
    addBank('private', [], { isPublic: false });
    expect(await bankFor(null, ANONYMOUS)).toBe('finance');
    expect(await bankFor(null, reader)).toBe('invalid_value');
    expect(await bankFor(null, reader, { defaultBank: 'private' })).toBe('private');
  });

  it('keeps banks to those who may search them', async ({ banks, addBank, bankFor }) => {
    addBank('finance', []);
    addBank('private', [], { isPublic: false });
    banks.set('late', 'pending');
    expect(await bankFor('absent', ANONYMOUS)).toBe('bank_not_found');
    expect(await bankFor('late', ANONYMOUS)).toBe('not_ready');
    expect(await bankFor('private', ANONYMOUS)).toBe('bank_not_found');
    expect(await bankFor('private', reader)).toBe('private');
    expect(await bankFor('private', stranger)).toBe('forbidden');
    expect(await bankFor('absent', stranger)).toBe('forbidden');
    expect(await bankFor('finance', stranger)).toBe('finance');
  });
});
