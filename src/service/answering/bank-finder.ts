import { AppError } from '../../errors.ts';
import { hasKeyFor } from '../access.ts';
import type { Caller } from '../caller.ts';
import type { LiveIndexes } from '../index-keeper/index-keeper.ts';
import type { LiveBank } from '../index-keeper/live-bank.ts';
import { say } from '../../said.ts';

const NO_BANK = say('还没有可以查询的题库', 'There is no bank to search yet');
const SEVERAL_BANKS = say(
  '有多个题库，请用 bank 指定其中一个',
  'There are several banks: name one of them in bank',
);

/** The bank to search. @param name null: the default bank */
export type BankFinder = (name: string | null, caller: Caller) => LiveBank;

/**
 * @param defaultBank null: where the caller may search exactly one bank, that one
 * @returns a finder that throws AppError `bank_not_found`, also for a bank that an anonymous caller may not
 * see, `forbidden` for keys that are not for the bank, `not_ready`, and `invalid_value` when none is named
 * and there is no default
 */
export function createBankFinder(keeper: LiveIndexes, defaultBank: string | null): BankFinder {
  const onlyBank = (caller: Caller): LiveBank => {
    const visible = keeper.list().filter((live) => maySearch(live, caller));
    if (visible.length === 1) return visible[0]!;
    if (!keeper.ready) throw new AppError('not_ready');
    const message = visible.length === 0 ? NO_BANK : SEVERAL_BANKS;
    throw new AppError('invalid_value', { reason: message }, { details: [{ path: 'bank', message }] });
  };

  return (named, caller) => {
    const name = named ?? defaultBank;
    if (name === null) return onlyBank(caller);
    const live = keeper.find(name);
    if (live === 'pending') throw new AppError('not_ready');
    if (live !== null && maySearch(live, caller)) return live;
    if (caller.role !== null && !hasKeyFor(caller, name)) throw new AppError('forbidden');
    throw new AppError('bank_not_found', { bank: name });
  };
}

function maySearch({ bank }: LiveBank, caller: Caller): boolean {
  return bank.isPublic || hasKeyFor(caller, bank.name);
}
