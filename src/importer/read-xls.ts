import { read, set_cptable, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import type { CellRemark, SourceRow } from '../service/transfer/table-reader.ts';
import { hasLostDigits, numberText } from './number-text.ts';
import type { LinkedRange, MergedRange, TablePart } from './table-parts.ts';
import { unreadable } from './unreadable.ts';

// Old .xls files keep Chinese text in code page 936.
set_cptable(codePages);

const HEADER_BYTES = 512;
/** The stream that a password-protected .xlsx file is wrapped in. */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * The sheets of an .xls file as text, as `readXlsx` gives them. The whole file is held.
 * @throws AppError `workbook_unreadable`
 */
export function* readXls(bytes: Uint8Array): Generator<TablePart> {
  if (bytes.length < HEADER_BYTES)
    throw unreadable('文件不完整，请重新另存后再试', 'it is not whole: save it again');
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(ENCRYPTED_PACKAGE))
    throw protectedFile();
  const book = open(bytes);
  for (const [index, name] of book.SheetNames.entries()) {
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    yield { sheet: { name, hidden, lettered: true } };
    yield { rows: rowsOf(book.Sheets[name]!, book.Workbook?.WBProps?.date1904 === true) };
    yield { links: linksOf(book.Sheets[name]!) };
    yield { merged: mergedRanges(book.Sheets[name]!) };
  }
}

function open(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, {
      ...{ type: 'array', dense: true, cellNF: true },
      ...{ cellFormula: false, cellHTML: false, cellStyles: true },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    throw /password|encrypt/i.test(message)
      ? protectedFile(error)
      : unreadable(
          '不是完整的 Excel 工作簿，请用 Excel 或 WPS 重新另存为 .xlsx',
          'it is no whole Excel workbook: save it as .xlsx',
          error,
        );
  }
}

function rowsOf(sheet: WorkSheet, date1904: boolean): SourceRow[] {
  const grid = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  return grid.flatMap((line, index) => {
    const cells = Array.from(line, (cell) => shownText(cell, date1904));
    if (cells.every((cell) => cell === '')) return [];
    const remarks = cells.flatMap((text, column): CellRemark[] =>
      line[column]?.t === 'n' && hasLostDigits(text) ? [{ index: column, kind: 'digits_lost' }] : [],
    );
    const row: SourceRow = { number: index + 1, cells };
    if (sheet['!rows']?.[index]?.hidden === true) row.hidden = true;
    if (remarks.length > 0) row.remarks = remarks;
    return [row];
  });
}

function linksOf(sheet: WorkSheet): LinkedRange[] {
  const grid = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  return grid.flatMap((line, index) =>
    line.flatMap((cell, column): LinkedRange[] => {
      const target = cell?.l?.Target.trim() ?? '';
      if (target === '' || target.startsWith('#')) return [];
      const row = index + 1;
      return [{ firstColumn: column, lastColumn: column, firstRow: row, lastRow: row, target }];
    }),
  );
}

function mergedRanges(sheet: WorkSheet): MergedRange[] {
  return (sheet['!merges'] ?? [])
    .filter(({ s: from, e: to }) => to.r > from.r)
    .map(({ s: from, e: to }) => ({ column: from.c, firstRow: from.r + 1, lastRow: to.r + 1 }));
}

function shownText(cell: CellObject | undefined, date1904: boolean): string {
  if (cell?.v === undefined) return '';
  if (cell.t === 'n') return numberText(cell.v as number, String(cell.z ?? ''), date1904);
  return cell.t === 's' ? String(cell.v) : (cell.w ?? String(cell.v));
}

function protectedFile(cause?: unknown): Error {
  return unreadable(
    '文件有密码保护，请在 Excel 或 WPS 中取消密码后再导入',
    'it is protected by a password: remove the password',
    cause,
  );
}
