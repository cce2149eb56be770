/** Counts of several reports become one report, which can be summed again; what tells of the moment is left out. */
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { sumCounts } from '../../../src/http/metrics/sum-counts.ts';

async function reportOf(asks: number): Promise<object> {
  const registry = new Registry();
  const common = { help: '-', registers: [registry] };
  new Counter({ ...common, name: 'asks_total', labelNames: ['bank'] }).inc({ bank: 'a' }, asks);
  new Histogram({ ...common, name: 'seconds', buckets: [1] }).observe(0.5);
  new Gauge({ ...common, name: 'version' }).set(7);
  return registry.getMetricsAsJSON();
}

it('sums counts, and sums again', async () => {
  const once = await sumCounts([await reportOf(1), await reportOf(2)]);
  const twice = (await sumCounts([once, await reportOf(4)])) as object;
  const text = await AggregatorRegistry.aggregate([twice, await reportOf(8)]).metrics();
  expect(text).toContain('asks_total{bank="a"} 15');
  expect(text).toContain('seconds_bucket{le="1"} 4');
  expect(text).toContain('seconds_sum 2');
  expect(text).toContain('version 7');
  expect(JSON.stringify(twice)).not.toContain('version');
});
