import type { SearchHit } from '../../service/use-cases/question-answering.ts';
import { highlight } from '../terminal/decorate.ts';
import { table } from '../terminal/table.ts';

/** The parts of the score of each hit, largest first. */
export function presentExplanation(hits: readonly SearchHit[], decorated: boolean): string {
  if (hits.length === 0) return '\n没有命中任何问题';
  return hits.map((hit, index) => explainHit(hit, index + 1, decorated)).join('\n');
}

function explainHit(hit: SearchHit, rank: number, decorated: boolean): string {
  const parts = [...(hit.explanation ?? [])].sort(
    (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution),
  );
  const rows = parts.map(({ feature, value, contribution }) => [
    feature,
    value.toFixed(3),
    contribution.toFixed(3),
  ]);
  const heading = `${rank}. ${highlight(hit.question, hit.highlights, decorated)}`;
  const summary = `   得分 ${hit.score.toFixed(2)}，置信度 ${hit.confidence.toFixed(2)}，层级 ${hit.tier}；${hit.reason}`;
  return ['', heading, summary, indent(table([['特征', '取值', '贡献'], ...rows]))].join('\n');
}

function indent(text: string): string {
  return text.replace(/^/gm, '   ');
}
