import { AggregatorRegistry, collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Services } from '../../service/use-cases/services.ts';
import { ask, askByGet } from '../contract/ask.ts';
import type { Siblings } from '../http-options.ts';
import type { RequestContext } from '../request-context.ts';
import { servedField } from '../served-field.ts';
import { createIndexGauges } from './index-gauges.ts';

/** Seconds: from a cached answer to a slow import. */
const BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

export interface Metrics {
  readonly contentType: string;
  /** Counts a finished request. About a microsecond. */
  observe(context: RequestContext, status: number): void;
  /** All metrics in the text format of Prometheus. */
  text(): Promise<string>;
}

/**
 * The metrics of one process: requests, cache, asks, imports, index, event loop and process. With siblings, the
 * text is that of all: counts are summed, of the index the worker furthest behind is shown.
 */
export function createMetrics(
  services: Pick<Services, 'readiness' | 'transfer'>,
  siblings: Siblings | null,
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const readIndex = createIndexGauges(registry, services);
  const requests = new Histogram({
    name: 'jieda_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its response',
    labelNames: ['method', 'route', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  const lookups = new Counter({
    name: 'jieda_cache_lookups_total',
    help: 'Search results by where they came from',
    labelNames: ['level'],
    registers,
  });
  const asks = new Counter({
    name: 'jieda_asks_total',
    help: 'Questions asked by bank and outcome',
    labelNames: ['bank', 'outcome'],
    registers,
  });
  const importRows = new Counter({
    name: 'jieda_import_rows_total',
    help: 'Rows of files that this process imported, by what became of them',
    labelNames: ['result'],
    registers,
  });
  services.transfer.onImportEnded(({ counts, state }) => {
    if (state !== 'published') return;
    for (const result of ['added', 'updated', 'unchanged', 'rejected', 'removed'] as const) {
      importRows.inc({ result }, counts[result]);
    }
  });
  // Looking labels up is dearer than counting, and there are few combinations.
  const series = memoise((key) => requests.labels(...(key.split(' ') as [string, string, string])));
  const lookupsAt = memoise((level) => lookups.labels(level));
  const asksWith = memoise((key) => asks.labels(...(key.split(' ') as [string, string])));

  const metricsOfAll = async (): Promise<Registry> => {
    const reports = (await siblings?.collectReports()) ?? [];
    return reports.length === 0 ? registry : AggregatorRegistry.aggregate(reports as object[]);
  };
  siblings?.reportWith(async () => {
    await readIndex();
    return registry.getMetricsAsJSON();
  });

  return {
    contentType: registry.contentType,
    observe(context, status) {
      const { operation, served, startedAt } = context;
      const route = operation === null ? 'none none' : `${operation.method} ${operation.path}`;
      series(`${route} ${outcomeOf(status)}`).observe((performance.now() - startedAt) / 1000);
      if (served === null) return;
      lookupsAt(served.cache).inc();
      if (operation === ask || operation === askByGet) {
        asksWith(`${served.bank} ${servedField(served.json, 'outcome') ?? 'none'}`).inc();
      }
    },
    async text() {
      await readIndex();
      const shown = await metricsOfAll().catch(() => registry);
      return shown.metrics();
    },
  };
}

function outcomeOf(status: number): string {
  if (status < 400) return 'ok';
  return status < 500 ? 'client_error' : 'server_error';
}

function memoise<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) {
      value = make(key);
      made.set(key, value);
    }
    return value;
  };
}
