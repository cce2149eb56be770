import { writeFileSync } from 'node:fs';
import { measureEngines } from './bench-engines.ts';
import type { EngineFigures } from './engines/measured-engine.ts';
import { printTable } from './figures.ts';
import { plotCurves, type Panel } from './plot/plot-curves.ts';

export interface GrowthBenchOptions {
  /** Questions in the banks, ascending. */
  sizes: readonly number[];
  /** Real questions to make the banks of, one a line; see `writeLoad`. */
  questions: string | undefined;
  rounds: number;
  /** Names divided by commas; undefined: those that search whole. */
  engines: string | undefined;
  json: string | undefined;
  /** Where to draw the curves. */
  svg: string | undefined;
}

interface GrowthStep {
  size: number;
  engines: EngineFigures[];
}

const WHOLE_SEARCHES = 'jieda,minisearch,flexsearch,sqlite-fts5,tantivy,lucene';

/** Time and memory of a search as the bank grows, for every engine up to the size that it bears. */
export async function benchGrowth({ json, svg, sizes, ...options }: GrowthBenchOptions): Promise<void> {
  const steps: GrowthStep[] = [];
  for (const size of sizes) {
    const load = { ...options, size, bank: undefined, queries: undefined };
    const engines = await measureEngines({ ...load, engines: options.engines ?? WHOLE_SEARCHES });
    printTable(engines.map((figures) => ({ ...figures })));
    steps.push({ size, engines });
    // After each size: the largest takes an hour, and what is measured should outlive a broken run.
    if (json) writeFileSync(json, `${JSON.stringify({ growth: steps }, null, 2)}\n`);
    if (svg) writeFileSync(svg, plotCurves(panelsOf(steps)));
  }
}

function panelsOf(steps: readonly GrowthStep[]): Panel[] {
  return [
    panel('一次查询的中位时间（毫秒）', 'median time of a query, ms', steps, ({ p50Ms }) => p50Ms),
    panel('最慢 1% 的查询（毫秒）', 'slowest 1 % of queries, ms', steps, ({ p99Ms }) => p99Ms),
    panel('占用内存（MB）', 'resident memory, MB', steps, ({ residentMb }) => residentMb),
  ];
}

function panel(
  title: string,
  subtitle: string,
  steps: readonly GrowthStep[],
  valueOf: (figures: EngineFigures) => number,
): Panel {
  const names = [...new Set(steps.flatMap(({ engines }) => engines.map(({ name }) => name)))];
  const curves = names.map((name) => ({
    name,
    points: steps.flatMap(({ size, engines }) =>
      engines.filter((one) => one.name === name).map((one) => ({ x: size, y: valueOf(one) })),
    ),
  }));
  return { title, subtitle, curves };
}
