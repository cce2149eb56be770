/**
 * `npm run bench [-- PART …]`: the first four parts, or those named, each with its own options (see their files).
 * Prints tables and writes JSON. Compare within one run only: machines differ and are noisy.
 */
import { parseArgs } from 'node:util';
import { benchEndurance } from './bench-endurance.ts';
import { benchEngines } from './bench-engines.ts';
import { benchFreshness } from './bench-freshness.ts';
import { benchGrowth } from './bench-growth.ts';
import { benchHttp } from './bench-http.ts';
import { benchImport } from './bench-import.ts';
import { benchImportReading } from './bench-import-reading.ts';
import { benchQuality } from './bench-quality.ts';
import { benchSearches } from './bench-searches.ts';
import { benchStart } from './bench-start.ts';
import { benchWorkers } from './bench-workers.ts';
import { benchWrites } from './bench-writes.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string' },
    questions: { type: 'string' },
    bank: { type: 'string' },
    queries: { type: 'string' },
    engines: { type: 'string' },
    sizes: { type: 'string', default: '10000,30000,100000,300000,1000000' },
    svg: { type: 'string' },
    rounds: { type: 'string' },
    store: { type: 'string' },
    format: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    writes: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '15' },
    set: { type: 'string' },
    json: { type: 'string' },
  },
});

const { questions, set, bank, queries, engines, json, svg, store, format } = values;
const sizes = values.sizes.split(',').map(Number);
const rounds = Number(values.rounds ?? 5);
const seconds = Number(values.seconds);
const sizeOr = (size: number): number => Number(values.size ?? size);

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  engine: () => benchEngines({ size: sizeOr(100_000), rounds, questions, bank, queries, engines, json }),
  growth: () => benchGrowth({ sizes, rounds, questions, engines, json, svg }),
  quality: () => benchQuality({ set, json }),
  searches: () => benchSearches({ size: sizeOr(100_000), rounds, questions, json }),
  writes: () => benchWrites({ size: sizeOr(100_000), rounds, seconds, json }),
  http: () => benchHttp({ rounds, seconds, json }),
  start: () => benchStart({ rounds, json }),
  workers: () => benchWorkers({ size: sizeOr(10_000), rounds, seconds, json }),
  freshness: () => benchFreshness({ size: sizeOr(10_000), writes: Number(values.writes), json }),
  endurance: () => benchEndurance({ size: sizeOr(10_000), minutes: Number(values.minutes), json }),
  import: () =>
    benchImport({ size: sizeOr(100_000), rounds: Number(values.rounds ?? 1), store, format, json }),
  'import-reading': () => benchImportReading({ size: sizeOr(100_000), rounds, json }),
};

const parts = positionals.length === 0 ? ['engine', 'http', 'workers', 'freshness'] : positionals;
for (const part of parts) {
  const bench = PARTS[part];
  if (bench === undefined)
    throw new Error(`No such part: ${part}. There are ${Object.keys(PARTS).join(', ')}.`);
  await bench();
}
