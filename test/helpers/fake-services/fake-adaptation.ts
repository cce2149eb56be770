import { AppError } from '../../../src/errors.ts';
import type { AdaptationRun } from '../../../src/service/ports/adaptation-store.ts';
import type { BankAdaptation } from '../../../src/service/use-cases/bank-adaptation.ts';
import { NOW } from './fake-bank.ts';

/** The bank `finance` has learned from itself once. */
export function fakeAdaptation(): BankAdaptation {
  const measured = { recallAt1: 0.5, mrrAt10: 0.6 };
  const figures = { examples: 60, fromUsers: 1, before: measured, after: measured, scaled: false };
  const run: AdaptationRun = {
    ...{ id: '01JQ3Z8M4D0000000000000009', bank: 'finance', state: 'kept', figures },
    ...{ by: 'admin', at: NOW, endedAt: NOW },
  };
  const demand = (bank: string) =>
    bank === run.bank ? Promise.resolve(run) : Promise.reject(new AppError('bank_not_found', { bank }));
  return {
    adapt: demand,
    begin: demand,
    find: demand,
    undo: async (bank) => {
      await demand(bank);
    },
  };
}
