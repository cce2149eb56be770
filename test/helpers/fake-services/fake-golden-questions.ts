import { AppError } from '../../../src/errors.ts';
import type { GoldenQuestion } from '../../../src/service/ports/golden-store.ts';
import type { GoldenQuestions } from '../../../src/service/use-cases/golden-questions.ts';

/** The bank `finance` has one golden question, which it misses. */
export function fakeGoldenQuestions(): GoldenQuestions {
  let golden: readonly GoldenQuestion[] = [{ query: '卡丢了咋整', question: 'q1' }];
  const known = <T>(bank: string, found: () => T): Promise<T> =>
    bank === 'finance' ? Promise.resolve(found()) : Promise.reject(new AppError('bank_not_found', { bank }));
  return {
    list: (bank) => known(bank, () => [...golden]),
    replace: (bank, given) => known(bank, () => [...(golden = given)]),
    check: (bank) =>
      known(bank, () => ({
        ...{ bank, bankVersion: 42, total: golden.length, hits: 0, answered: 0 },
        misses: golden.map((each) => ({ ...each, reason: 'not_found' as const, place: null, first: null })),
      })),
  };
}
