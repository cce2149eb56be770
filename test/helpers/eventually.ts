import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `condition` holds, looking every 10 ms. @throws Error after `withinMs` */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  withinMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline)
      throw new Error(`Did not come true within ${withinMs} ms: ${condition.toString()}`);
    await sleep(10);
  }
}
