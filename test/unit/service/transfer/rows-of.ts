import { judgeRow, type JudgedRow } from '../../../../src/service/transfer/judge-row.ts';
import { markRepeatedRows } from '../../../../src/service/transfer/mark-repeated-rows.ts';
import { proposeAnswersAbove } from '../../../../src/service/transfer/propose-answers-above.ts';
import { readRows } from '../../../../src/service/transfer/read-rows.ts';
import type { SourceCell, SourceSheet } from '../../../../src/service/transfer/table-reader.ts';

/** Letters, digits and Han characters in lower case: near enough to the engine's. */
export function identityOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A visible sheet; the first of the rows is row 1. */
export function sheetOf(
  rows: readonly (readonly SourceCell[])[],
  over: Partial<SourceSheet> = {},
): SourceSheet {
  const numbered = rows.map((cells, index) => ({ number: index + 1, cells }));
  return { name: '题库', hidden: false, lettered: true, rows: numbered, ...over };
}

/** The rows of sheets, judged by themselves and against each other. */
export function judged(...sheets: SourceSheet[]): JudgedRow[] {
  return judgedRows(sheets, {});
}

/** The same, with what means no field kept as extra fields. */
export function judgedWithExtra(...sheets: SourceSheet[]): JudgedRow[] {
  return judgedRows(sheets, { extraColumns: 'keep' });
}

function judgedRows(sheets: readonly SourceSheet[], options: Parameters<typeof readRows>[1]): JudgedRow[] {
  const rows = readRows(sheets, options).rows.map((row) => judgeRow(row, identityOf));
  markRepeatedRows(rows);
  proposeAnswersAbove(rows);
  return rows;
}
