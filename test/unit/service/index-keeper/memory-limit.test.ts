/**
 * A bank that does not fit the memory limit is not loaded, or stays as it was; the others go on. Once it is removed it is
 * no fault any more.
 */
import { expect } from 'vitest';
import { eventually } from '../../../helpers/eventually.ts';
import { SETTINGS, TESTER } from '../sample-content.ts';
import { it, live, QUICK } from './keeper-fixtures.ts';

it('does not hold more than the memory limit', async ({ store, start, addQuestions }) => {
  const some = Array.from({ length: 200 }, (_, at) => `第 ${at} 个问题怎么办`);
  await store.createBank('finance', SETTINGS, TESTER);
  await addQuestions('finance', ...some.slice(0, 50));
  await store.createBank('large', SETTINGS, TESTER);
  await addQuestions('large', ...some);
  const started = await start({ ...QUICK, memoryLimitBytes: 30_000 });
  expect([started.ready, started.find('large')]).toEqual([true, 'pending']);
  expect(live(started, 'finance').index.size).toBe(50);
  expect(started.faults()).toMatchObject([{ bank: 'large', error: { code: 'index_memory_exceeded' } }]);
  expect(started.room.usedBytes).toBeGreaterThan(5_000);

  const { questions } = await addQuestions('finance', ...some.slice(50));
  await eventually(() => started.faults().length === 2);
  expect(live(started, 'finance').index.size).toBe(50);
  const removals = questions.map((question) => ({
    kind: 'remove' as const,
    id: question!.id,
    expectedVersion: null,
  }));
  await store.applyQuestionChanges('finance', removals, TESTER);
  await eventually(() => started.faults().length === 1);

  // By another process, whose announcement did not come.
  await store.removeBank('large');
  await eventually(() => started.faults().length === 0);
});
