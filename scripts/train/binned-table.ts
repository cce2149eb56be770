import type { ListFeature } from '../../src/engine/ranking/list-features.ts';

/** A table whose values are replaced by the numbers of bins of about equal size, column by column. */
export interface BinnedTable {
  readonly rowCount: number;
  readonly columns: readonly ListFeature[];
  /** bins[column · rowCount + row], 0–63; bin b holds values ≤ edges[column][b] that no smaller bin holds. */
  readonly bins: Uint8Array;
  readonly edges: readonly Float32Array[];
}

export const MOST_BINS = 64;
const SAMPLED = 40_000;

/** @param rows columns.length values a row */
export function binColumns(rows: Float32Array, columns: readonly ListFeature[]): BinnedTable {
  const width = columns.length;
  const rowCount = rows.length / width;
  const bins = new Uint8Array(rowCount * width);
  const step = Math.max(1, Math.floor(rowCount / SAMPLED));
  const edges = columns.map((_, column) => {
    const sample: number[] = [];
    for (let row = 0; row < rowCount; row += step) sample.push(rows[row * width + column]!);
    const edge = edgesOf(Float32Array.from(sample).sort());
    for (let row = 0; row < rowCount; row++) {
      bins[column * rowCount + row] = binOf(edge, rows[row * width + column]!);
    }
    return edge;
  });
  return { rowCount, columns, bins, edges };
}

/** Upper edges of all bins but the last. */
function edgesOf(sorted: Float32Array): Float32Array {
  const edges: number[] = [];
  for (let bin = 1; bin < MOST_BINS; bin++) {
    const at = Math.floor((bin * sorted.length) / MOST_BINS);
    const value = sorted[at]!;
    const next = sorted.find((other, i) => i >= at && other > value);
    if (next === undefined) break;
    const edge = Math.fround((value + next) / 2);
    if (edge > (edges.at(-1) ?? -Infinity)) edges.push(edge);
  }
  return Float32Array.from(edges);
}

function binOf(edges: Float32Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= edges[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
