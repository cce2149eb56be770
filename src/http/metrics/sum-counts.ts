import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue } from 'prom-client';

type Report = readonly MetricObjectWithValues<MetricValue<string>>[];

/**
 * What several processes have counted, as the report of one. Gauges, which tell of the moment, are left out.
 * @param reports as `Registry.getMetricsAsJSON` makes them
 */
export async function sumCounts(reports: readonly unknown[]): Promise<unknown> {
  const counts = (reports as Report[]).map((report) =>
    report.filter(({ type }) => String(type) === 'counter' || String(type) === 'histogram'),
  );
  return AggregatorRegistry.aggregate(counts).getMetricsAsJSON();
}
