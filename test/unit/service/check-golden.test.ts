import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import { checkGolden } from '../../../src/service/golden/check-golden.ts';

describe('golden questions', () => {
  it('are cleaned, and repeated ones are one', () => {
    const entry = { query: '开户要啥', question: 'CC-1' };
    expect(checkGolden([entry, { query: ' 开户要啥 ', question: 'CC-1' }])).toEqual([entry]);
  });

  it('of one query and two questions are refused, since one of them would be lost', () => {
    const check = () =>
      checkGolden([
        { query: '开户要啥', question: 'CC-1' },
        { query: '开户要啥', question: 'CC-2' },
      ]);
    expect(check).toThrow(AppError);
    try {
      check();
    } catch (error) {
      expect((error as AppError).details).toEqual([
        {
          path: 'golden.1.question',
          message: {
            zh: '第 2 条：“开户要啥”前面写的是 CC-1，这里是 CC-2，请只留一条',
            en: 'differs from CC-1, which the same query stands for before: keep one',
          },
        },
      ]);
    }
  });
});
