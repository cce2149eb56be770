import { AppError } from '../../errors.ts';
import type { ExtraColumns, ImportFinding } from '../ports/import-store.ts';
import { headerKey, titleOf, type ColumnAliases } from './columns.ts';
import { describeSheet } from './describe-sheet.ts';
import { foldRows } from './fold-rows.ts';
import { keepExtraColumns } from './keep-extra-columns.ts';
import { FINDING_LIST_NAME } from './report-names.ts';
import { breach, quote } from './rules.ts';
import type { LaidOutColumn } from './header-columns.ts';
import { repeatsHeader } from './header-rows.ts';
import { findLayout, likelyHeader, type SheetLayout } from './sheet-layout.ts';
import type { SourceRow, SourceSheet } from './table-reader.ts';
import { visibleText } from '../visible-text.ts';

/** Sheets that tell people how to fill in the others. */
const NOTES = /^(填写|使用|导入)?(说明|须知|帮助)$|^(readme|notes?|instructions?)$/i;

/** What programs call a sheet that nobody has named, and copies of it. */
const UNNAMED = /^(?:sheet|table|工作表|表格?)\s*\d*(?:\s*[(（]\d+[)）])*$/i;

/** A row of data and how to read it. */
export interface DataRow {
  layout: SheetLayout;
  source: SourceRow;
}

interface ReadingOptions {
  aliases?: ColumnAliases | undefined;
  extraColumns?: ExtraColumns;
}

/**
 * The rows of all sheets that have a header, blank ones left out, and what is to be said of the sheets. Where
 * several sheets have one, each without a category column is a category itself, if somebody has named it.
 * @param options.aliases further header texts
 * @param options.extraColumns what becomes of columns that mean nothing; default `ignore`
 * @throws AppError `workbook_columns_missing` when no visible sheet has a header, `workbook_columns_repeated`
 */
export function readRows(
  sheets: readonly SourceSheet[],
  options: ReadingOptions = {},
): { rows: DataRow[]; findings: ImportFinding[] } {
  const { aliases, extraColumns = 'ignore' } = options;
  const rows: DataRow[] = [];
  const findings: ImportFinding[] = [];
  const laidOut = sheets.map((sheet) => ({ sheet, layout: findLayout(sheet, aliases) }));
  const recognised = laidOut.filter(({ sheet, layout }) => layout !== null && !sheet.hidden).length;
  for (const { sheet, layout } of laidOut) {
    if (layout === null) {
      findings.push(...skippedSheet(sheet));
    } else if (sheet.hidden) {
      findings.push(breach('sheet_hidden', wholeSheet(sheet), '此工作表已隐藏，没有导入'));
    } else {
      const categorised = recognised > 1 ? withCategory(layout) : layout;
      const understood = extraColumns === 'keep' ? keepExtraColumns(categorised) : categorised;
      const below = rowsBelowHeader(understood);
      const headers = new Set(below.filter((row) => repeatsHeader(row, understood.columns)));
      const data = dataRows(
        understood,
        below.filter((row) => !headers.has(row)),
      );
      findings.push(...describeSheet(understood, data, [...headers]));
      for (const source of data) rows.push({ layout: understood, source });
    }
  }
  if (recognised === 0) throw columnsMissing(sheets, aliases);
  if (rows.length === 0) {
    const { sheet } = laidOut.find(({ sheet, layout }) => layout !== null && !sheet.hidden)!;
    findings.push(breach('rows_missing', wholeSheet(sheet), '文件里没有一行问题'));
  }
  return { rows, findings };
}

function withCategory(layout: SheetLayout): SheetLayout {
  const hasCategory = layout.columns.some(({ field }) => field === 'category');
  const isNamed = !UNNAMED.test(layout.sheet.name.trim());
  return hasCategory || !isNamed ? layout : { ...layout, category: layout.sheet.name };
}

function rowsBelowHeader({ sheet, headerRow }: SheetLayout): SourceRow[] {
  return sheet.rows.filter((row) => row.number > headerRow && !isBlank(row));
}

function dataRows({ columns, dialect }: SheetLayout, below: readonly SourceRow[]): SourceRow[] {
  const columnOf = (isIt: (column: LaidOutColumn) => boolean) => columns.find(isIt)?.index;
  const question = columnOf(({ field }) => field === 'question')!;
  const answer = columnOf(({ field }) => field === 'answer')!;
  const lists = columns.filter(({ field }) => field === 'phrasings' || field === 'negativePhrasings');
  const isContinued = ({ continued = [] }: SourceRow) =>
    continued.includes(question) && continued.includes(answer);
  const rows = foldRows(
    below,
    isContinued,
    lists.map(({ index }) => index),
  );
  return dialect?.rewrite?.(rows, (key) => columnOf(({ header }) => headerKey(header) === key)) ?? rows;
}

function isBlank({ cells, fault, remarks = [] }: SourceRow): boolean {
  const isEmpty = (text: string) => visibleText(text).trim() === '';
  const blank = cells.every(
    (cell) => cell === null || (typeof cell === 'string' ? isEmpty(cell) : cell.length === 0),
  );
  return blank && fault === undefined && remarks.length === 0;
}

function skippedSheet(sheet: SourceSheet): ImportFinding[] {
  const isOurs = sheet.name === FINDING_LIST_NAME;
  if (sheet.hidden || sheet.rows.length === 0 || isOurs || NOTES.test(sheet.name.trim())) return [];
  return [breach('sheet_skipped', wholeSheet(sheet), '此工作表没有“问题”和“答案”表头，已跳过')];
}

function columnsMissing(sheets: readonly SourceSheet[], aliases?: ColumnAliases): AppError {
  const candidates = sheets
    .map((sheet) => likelyHeader(sheet, aliases))
    .sort((a, b) => b.fields.length - a.fields.length);
  const { texts, fields } = candidates[0] ?? { texts: [], fields: [] };
  const missing = (['question', 'answer'] as const).filter((field) => !fields.includes(field));
  const needed = (missing.length > 0 ? missing : (['question', 'answer'] as const)).map(titleOf).join('、');
  const found = texts.slice(0, 10).map(quote).join('、');
  const columns = `${needed}（${found === '' ? '文件里没有内容' : `看到的列是 ${found}`}）`;
  return new AppError('workbook_columns_missing', { columns });
}

function wholeSheet({ name }: SourceSheet) {
  return { sheet: name, row: null, column: null };
}
