import { AppError } from '../../errors.ts';
import type { ImportFinding } from '../ports/import-store.ts';
import { titleOf } from './columns.ts';
import { breach, quote } from './rules.ts';
import { findLayout, likelyHeader, placeOf, type SheetLayout } from './sheet-layout.ts';
import type { SourceRow, SourceSheet } from './table-reader.ts';
import { visibleText } from './visible-text.ts';

/** Sheets that tell people how to fill in the others. */
const NOTES = /^(填写|使用|导入)?(说明|须知|帮助)$|^(readme|notes?|instructions?)$/i;

/** A row of data and how to read it. */
export interface DataRow {
  layout: SheetLayout;
  source: SourceRow;
}

/**
 * The rows of all sheets that have a header, blank ones left out, and what is to be said of the sheets.
 * @throws AppError `workbook_columns_missing` when no visible sheet has a header
 */
export function readRows(sheets: readonly SourceSheet[]): { rows: DataRow[]; findings: ImportFinding[] } {
  const rows: DataRow[] = [];
  const findings: ImportFinding[] = [];
  let recognised = 0;
  for (const sheet of sheets) {
    const layout = findLayout(sheet);
    if (layout === null) {
      findings.push(...skippedSheet(sheet));
    } else if (sheet.hidden) {
      findings.push(breach('sheet_hidden', wholeSheet(sheet), '此工作表已隐藏，没有导入'));
    } else {
      recognised++;
      findings.push(...ignoredColumns(layout));
      rows.push(...dataRows(layout));
    }
  }
  if (recognised === 0) throw columnsMissing(sheets);
  return { rows, findings };
}

function dataRows(layout: SheetLayout): DataRow[] {
  const below = layout.sheet.rows.filter((row) => row.number > layout.headerRow);
  return below.filter((row) => !isBlank(row)).map((source) => ({ layout, source }));
}

function isBlank({ cells, fault }: SourceRow): boolean {
  const isEmpty = (text: string) => visibleText(text).trim() === '';
  const blank = cells.every(
    (cell) => cell === null || (typeof cell === 'string' ? isEmpty(cell) : cell.length === 0),
  );
  return blank && fault === undefined;
}

function skippedSheet(sheet: SourceSheet): ImportFinding[] {
  if (sheet.hidden || sheet.rows.length === 0 || NOTES.test(sheet.name.trim())) return [];
  return [breach('sheet_skipped', wholeSheet(sheet), '此工作表没有“问题”和“答案”表头，已跳过')];
}

function ignoredColumns(layout: SheetLayout): ImportFinding[] {
  const row = layout.headerRow === 0 ? null : layout.headerRow;
  return layout.columns
    .filter(({ field }) => field === null)
    .map(({ index, header }) =>
      breach('column_ignored', placeOf(layout, row, null, index), `${quote(header)}列没有导入`),
    );
}

function columnsMissing(sheets: readonly SourceSheet[]): AppError {
  const candidates = sheets.map(likelyHeader).sort((a, b) => b.fields.length - a.fields.length);
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
