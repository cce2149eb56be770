import type { ReadingLimits } from '../reading-limits.ts';
import { sheetName } from '../../service/transfer/sheets-as-tables.ts';
import type { SheetRemark } from '../../service/transfer/table-reader.ts';
import { PICTURES_IGNORED, type TablePart } from '../table-parts.ts';
import type { HtmlTable } from './html-table.ts';
import { htmlTables } from './html-tables.ts';

/** What Excel calls the sheet of a page that it has saved. */
const NAME_IN_EXCEL = /<x:Name>([^<]{1,31})<\/x:Name>/i;

/**
 * The tables of a web page, each a sheet; those without two cells beside each other hold no questions and are left
 * out. Null: none is left.
 * @throws AppError `workbook_unreadable` beyond the limits
 */
export function readHtml(fileName: string, html: string, limits: ReadingLimits): Generator<TablePart> | null {
  const tables = htmlTables(html, limits).filter(({ sheet }) => sheet.mostCells > 1);
  if (tables.length === 0) return null;
  return partsOf(tables, tables.length > 1 ? null : (NAME_IN_EXCEL.exec(html)?.[1] ?? fileName));
}

/** @param onlyName of the only table; null: there are several */
function* partsOf(tables: readonly HtmlTable[], onlyName: string | null): Generator<TablePart> {
  const taken = new Set<string>();
  for (const [index, { name, hidden, sheet, hasPictures }] of tables.entries()) {
    const unnamed = onlyName ?? `表格${index + 1}`;
    const wanted = sheetName(name);
    const own = wanted === '' || taken.has(wanted.toLowerCase()) ? unnamed : wanted;
    taken.add(own.toLowerCase());
    const remarks: SheetRemark[] = hasPictures ? [PICTURES_IGNORED] : [];
    yield* sheet.parts(own, hidden, remarks);
  }
}
