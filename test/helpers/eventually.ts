import { setTimeout as sleep } from 'node:timers/promises';

/** A busy machine may be so many times as slow as one that has nothing else to do. */
const PATIENCE = 4;

/** Waits until `condition` holds, looking every 10 ms. @throws Error after PATIENCE × `withinMs` */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  withinMs = 10_000,
): Promise<void> {
  const mostMs = PATIENCE * withinMs;
  const deadline = Date.now() + mostMs;
  while (!(await condition())) {
    if (Date.now() > deadline)
      throw new Error(`Did not come true within ${mostMs} ms: ${condition.toString()}`);
    await sleep(10);
  }
}
