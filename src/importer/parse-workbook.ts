import { read, set_cptable, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { AppError } from '../errors.ts';
import type { SourceRow, SourceSheet } from '../service/transfer/table-reader.ts';
import { unreadable } from './unreadable.ts';

// Old .xls files keep Chinese text in code page 936.
set_cptable(codePages);

/**
 * The sheets of an .xlsx or .xls file as text: what a cell shows, be it text, rich text, number, date or the
 * last value of a formula.
 * @throws AppError `workbook_unreadable`
 */
export function parseWorkbook(bytes: Uint8Array): SourceSheet[] {
  const book = open(bytes);
  return book.SheetNames.map((name, index) => ({
    name,
    hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
    lettered: true,
    rows: rowsOf(book.Sheets[name]!),
  }));
}

function open(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      dateNF: 'yyyy-mm-dd',
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    const message = error instanceof Error ? error.message : '';
    throw /password|encrypt/i.test(message)
      ? unreadable('文件有密码保护，请在 Excel 或 WPS 中取消密码后再导入', error)
      : unreadable('不是完整的 Excel 工作簿，请用 Excel 或 WPS 重新另存为 .xlsx', error);
  }
}

function rowsOf(sheet: WorkSheet): SourceRow[] {
  const grid = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  unfoldMerged(sheet, grid);
  const rows: SourceRow[] = [];
  grid.forEach((line, index) => {
    const cells = Array.from(line, shownText);
    if (cells.some((cell) => cell !== '')) rows.push({ number: index + 1, cells });
  });
  return rows;
}

/** Cells merged downwards, such as one category beside many questions, hold for each row that has cells of its own. */
function unfoldMerged(sheet: WorkSheet, grid: (CellObject | undefined)[][]): void {
  const merged = (sheet['!merges'] ?? []).filter(({ s: from, e: to }) => from.c === to.c);
  if (merged.length === 0) return;
  const hasCells = grid.map((line) => Array.from(line, shownText).some((text) => text !== ''));
  for (const { s: from, e: to } of merged) {
    for (let row = from.r + 1; row <= Math.min(to.r, grid.length - 1); row++) {
      if (hasCells[row]) grid[row]![from.c] = grid[from.r]?.[from.c];
    }
  }
}

function shownText(cell: CellObject | undefined): string {
  if (cell?.v === undefined) return '';
  if (cell.t === 'n' && Number.isSafeInteger(cell.v) && /^-?[\d.]+E\+\d+$/.test(cell.w ?? ''))
    return String(cell.v);
  if (cell.t === 's') return String(cell.v);
  return cell.w ?? String(cell.v);
}
