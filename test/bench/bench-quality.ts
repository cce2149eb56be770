import { writeFileSync } from 'node:fs';
import { readEvaluationSet } from '../../src/cli/evaluate/evaluation-set.ts';
import { rankingFigures } from '../../src/cli/evaluate/ranking-figures.ts';
import type { BenchEngine } from './engines/bench-engine.ts';
import { createBm25Characters, createBm25Sum, createBm25Words } from './engines/bm25.ts';
import { flexSearch } from './engines/flexsearch.ts';
import { miniSearch } from './engines/minisearch.ts';
import { sqliteFts5 } from './engines/sqlite-fts5.ts';
import { printTable } from './figures.ts';

export interface QualityBenchOptions {
  /** Folder of an evaluation set, as `jieda evaluate` reads it. */
  set: string | undefined;
  json: string | undefined;
}

const RIVALS: Readonly<Record<string, BenchEngine>> = {
  'BM25, jieba words': createBm25Words(),
  'BM25, characters and pairs': createBm25Characters(),
  'BM25, 0.4 words + 0.6 characters': createBm25Sum(),
  minisearch: miniSearch,
  flexsearch: flexSearch,
  'SQLite FTS5': sqliteFts5,
};

/** How often rivals put the right question first, on a set that `jieda evaluate` measures Jieda on. */
export async function benchQuality({ set: folder, json }: QualityBenchOptions): Promise<void> {
  if (folder === undefined) throw new Error('Say which evaluation set: --set DIR');
  const set = readEvaluationSet(folder, {});
  const ids = set.bank.map(({ id }) => id);
  const queries = [...set.queryFiles.values()][0] ?? [];
  const rows: Record<string, string | number>[] = [];
  for (const [engine, rival] of Object.entries(RIVALS)) {
    await rival.build(set.bank.map(({ text }) => text));
    const ranks: number[] = [];
    for (const { id, text } of queries) {
      const found = await rival.prepare(text)();
      const place = found.findIndex((number) => set.relevant.get(id)?.has(ids[number]!));
      ranks.push(place === -1 ? Infinity : place + 1);
    }
    const { recallAt1, recallAt5, mrrAt10 } = rankingFigures(ranks);
    const percent = (share: number): string => (share * 100).toFixed(1);
    rows.push({
      engine,
      queries: queries.length,
      'Recall@1 %': percent(recallAt1),
      'Recall@5 %': percent(recallAt5),
      'MRR@10': mrrAt10.toFixed(3),
    });
  }
  console.log(`\nquality: ${folder}`);
  printTable(rows);
  if (json !== undefined) writeFileSync(json, JSON.stringify(rows, null, 2));
}
