import type { ImportFinding } from '../ports/import-store.ts';
import { breach, quote, type Rule } from './rules.ts';
import { placeOf, type SheetLayout } from './sheet-layout.ts';
import type { SourceRow } from './table-reader.ts';

/**
 * What an import says of a sheet as a whole: how it was understood and what of it is left out.
 * @param headers rows that only repeat the header
 */
export function describeSheet(
  layout: SheetLayout,
  rows: readonly SourceRow[],
  headers: readonly SourceRow[],
): ImportFinding[] {
  const { sheet, dialect, category, columns, headerRow } = layout;
  const say = (rule: Rule, found: string) =>
    breach(rule, { sheet: sheet.name, row: null, column: null }, found);
  const findings = (sheet.remarks ?? []).map(({ kind, found }) => say(kind, found));
  if (dialect !== null)
    findings.push(say('dialect_recognised', `这是${quote(dialect.name)}的文件，已按其含义读取`));
  if (category !== null)
    findings.push(say('category_from_sheet', `没有分类列，分类取工作表名${quote(category)}`));

  for (const { index, header, ignoredAs, extra } of columns) {
    const place = placeOf(layout, headerRow || null, null, index);
    if (ignoredAs !== undefined) findings.push(breach('column_ignored', place, ignoredAs));
    else if (extra !== undefined)
      findings.push(breach('column_kept', place, `${quote(header)}列作为附加字段保留`));
  }

  if (headers.length > 0)
    findings.push(say('header_repeated', `第 ${rangesOf(headers)} 行又是表头，没有当作问题`));
  const hidden = rows.filter((row) => row.hidden === true);
  if (hidden.length > 0) findings.push(say('rows_hidden', `第 ${rangesOf(hidden)} 行已隐藏，照常导入`));
  const folded = rows.filter(({ lastNumber }) => lastNumber !== undefined);
  if (folded.length > 0) {
    const [first] = folded;
    const example = `如第 ${first!.number}–${first!.lastNumber} 行`;
    findings.push(say('rows_folded', `有 ${folded.length} 个问题各占几行（${example}），每个合并为一条`));
  }
  return findings;
}

const RANGES_SHOWN = 10;

/** `3、5–8` */
function rangesOf(rows: readonly SourceRow[]): string {
  const ranges: [number, number][] = [];
  for (const { number } of rows) {
    const last = ranges.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const shown = ranges.slice(0, RANGES_SHOWN).map(([from, to]) => (from === to ? from : `${from}–${to}`));
  return shown.join('、') + (ranges.length > RANGES_SHOWN ? ` 等 ${rows.length} ` : '');
}
