import { describe, expect, it } from 'vitest';
import { createReadiness } from '../../../src/service/create-readiness.ts';

/** What is said of a store that answers a ping or not, and whose banks could be read lately or not. */
async function storeHealth(answers: boolean, storeAway: boolean) {
  const readiness = createReadiness({
    store: {
      name: 'mysql',
      ping: () => (answers ? Promise.resolve() : Promise.reject(new Error('gone'))),
      replicas: () => [],
    },
    cache: { degraded: false },
    keeper: { ready: true, storeAway, health: () => [], faults: () => [], snapshotFault: null },
    segmenter: { name: 'a', fallbackReason: null },
    ranking: { name: 'b', fallbackReason: null },
  });
  return (await readiness()).parts.store;
}

describe('readiness of the store', () => {
  it('is up where it answers and its banks can be read', async () => {
    expect(await storeHealth(true, false)).toEqual({ name: 'mysql', status: 'up' });
  });

  it.each([
    ['does not answer', false, true, '数据库暂时连不上'],
    ['has just gone', false, false, '数据库暂时连不上'],
    ['answers but has no tables', true, true, '数据库连得上，但还读不到题库'],
  ])('is down where it %s', async (_, answers, storeAway, message) => {
    expect(await storeHealth(answers, storeAway)).toMatchObject({
      status: 'down',
      message: expect.stringContaining(message) as string,
    });
  });
});
