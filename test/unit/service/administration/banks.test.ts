/**
 * Bank names, settings and thresholds are checked, also against what is there already.
 */
import { describe, expect } from 'vitest';
import { editor, it, owner, pathsOf, reader, refusalOf } from './administration-fixtures.ts';

describe('banks', () => {
  it('come with defaults, change and go', async ({ keeper, administration }) => {
    expect(await administration.findBank('finance', reader)).toMatchObject({
      ...{ title: 'finance', answerThreshold: 0.65, suggestThreshold: 0.2, fallback: '', isPublic: true },
      createdBy: 'key:owner',
    });
    await administration.updateBank('finance', { title: ' 金融 ', isPublic: false }, editor);
    expect(keeper.find('finance')).toMatchObject({ bank: { title: '金融', isPublic: false } });
    await administration.removeBank('finance', owner);
    expect(keeper.find('finance')).toBeNull();
    expect((await refusalOf(administration.findBank('finance', reader))).code).toBe('bank_not_found');
  });

  it.for(['', 'Finance', '-a', 'a b', '金融', 'a'.repeat(33), '../etc'])(
    'refuse the name %j',
    async (name, { administration }) => {
      const refusal = await refusalOf(
        administration.createBank(name, { title: '金融', answerThreshold: 2 }, owner),
      );
      expect(pathsOf(refusal)).toEqual(['name', 'answerThreshold']);
    },
  );

  it('check thresholds together with those that are there', async ({ administration }) => {
    const refusal = await refusalOf(administration.updateBank('finance', { suggestThreshold: 0.8 }, editor));
    expect(refusal.details).toMatchObject([{ path: 'suggestThreshold', limit: 0.65, actual: 0.8 }]);
    const nan = await refusalOf(
      administration.updateBank('finance', { answerThreshold: NaN, title: '' }, editor),
    );
    expect(pathsOf(nan)).toEqual(['title', 'answerThreshold']);
    expect((await refusalOf(administration.createBank('finance', {}, owner))).code).toBe('bank_exists');
  });
});
