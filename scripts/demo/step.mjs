import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A failure that the message explains in full; no stack is shown. */
export class DemoError extends Error {}

/** Runs one step of the demo, naming it before and its duration after. */
export async function step(title, action) {
  console.log(`… ${title}`);
  const started = performance.now();
  const result = await action();
  console.log(`✓ ${title.replace(/（.*）$/, '')}：${((performance.now() - started) / 1000).toFixed(1)} 秒`);
  return result;
}
