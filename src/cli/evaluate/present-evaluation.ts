import { table } from '../terminal/table.ts';
import type { EvaluationReport } from './run-evaluation.ts';

const NO_ANSWER_KINDS = { far: '无关提问（far）', near: '相近提问（near）' } as const;

/** The report as tables for people. */
export function presentEvaluation({ files, noAnswer, calibration }: EvaluationReport): string {
  const parts: string[] = [];
  const rows = Object.entries(files).map(([file, figures]) => [
    file,
    figures.queries.toLocaleString('en-US'),
    percent(figures.recallAt1),
    percent(figures.recallAt5),
    percent(figures.recallAt10),
    figures.mrrAt10.toFixed(3),
  ]);
  if (rows.length > 0)
    parts.push(table([['文件', '提问数', 'Recall@1', 'Recall@5', 'Recall@10', 'MRR@10'], ...rows]));
  const kinds = Object.entries(NO_ANSWER_KINDS).flatMap(([kind, title]) => {
    const figures = noAnswer?.[kind as keyof typeof NO_ANSWER_KINDS];
    return figures ? [[title, figures.auc.toFixed(3), percent(figures.keptAt5)]] : [];
  });
  if (kinds.length > 0) parts.push(table([['拒答', 'AUC', '误答 5 % 时保留的回答'], ...kinds]));
  if (calibration)
    parts.push(`置信度的期望校准误差（ECE）：${percent(calibration.expectedCalibrationError)}`);
  return parts.join('\n\n');
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
