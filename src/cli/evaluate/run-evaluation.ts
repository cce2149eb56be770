import type { EvaluationSet, Query } from './evaluation-set.ts';
import { expectedCalibrationError } from './expected-calibration-error.ts';
import { noAnswerFigures, type NoAnswerFigures } from './no-answer-figures.ts';
import { rankingFigures, type RankingFigures } from './ranking-figures.ts';

/** What `jieda evaluate --json` prints. What the set has no files for is left out. */
export interface EvaluationReport {
  files: Record<string, RankingFigures>;
  noAnswer?: { far?: NoAnswerFigures; near?: NoAnswerFigures };
  calibration?: { expectedCalibrationError: number };
}

/** A question found, best first. */
export interface Found {
  readonly id: string;
  readonly confidence: number;
}

/** Runs one query as the service would; at most ten questions. */
export type Search = (query: string) => Promise<readonly Found[]>;

/** The file whose first hits calibration is measured on; the first file where there is none of that name. */
const CALIBRATION_FILE = 'queries.tsv';

/** Runs every query of the set. @param onQuery called after each query */
export async function runEvaluation(
  set: EvaluationSet,
  search: Search,
  onQuery: () => void,
): Promise<EvaluationReport> {
  const findAll = async (queries: readonly Query[]) => {
    const found: (readonly Found[])[] = [];
    for (const query of queries) {
      found.push(await search(query.text));
      onQuery();
    }
    return found;
  };
  const confidences = async (queries: readonly Query[]) =>
    (await findAll(queries)).map(([first]) => first?.confidence ?? 0);

  const report: EvaluationReport = { files: {} };
  const calibrationFile = set.queryFiles.has(CALIBRATION_FILE) ? CALIBRATION_FILE : firstKey(set.queryFiles);
  for (const [file, queries] of set.queryFiles) {
    const found = await findAll(queries);
    const ranks = found.map((hits, index) => rankOf(hits, set.relevant.get(queries[index]!.id)));
    report.files[file] = rankingFigures(ranks);
    if (file === calibrationFile) report.calibration = calibration(found, ranks);
  }
  const answerable = await confidences(set.answerable);
  for (const [kind, queries] of set.unanswerable) {
    if (answerable.length === 0 || queries.length === 0) continue;
    report.noAnswer = { ...report.noAnswer, [kind]: noAnswerFigures(answerable, await confidences(queries)) };
  }
  return report;
}

function rankOf(hits: readonly Found[], relevant: ReadonlySet<string> | undefined): number {
  const position = hits.findIndex(({ id }) => relevant?.has(id));
  return position === -1 ? Infinity : position + 1;
}

function calibration(found: readonly (readonly Found[])[], ranks: readonly number[]) {
  const judged = found.flatMap(([first], index) =>
    first === undefined ? [] : [{ confidence: first.confidence, right: ranks[index] === 1 }],
  );
  return { expectedCalibrationError: expectedCalibrationError(judged) };
}

function firstKey(files: ReadonlyMap<string, unknown>): string | undefined {
  return [...files.keys()][0];
}
