import { AppError } from '../../errors.ts';
import { columnLetters } from './cell-reference.ts';
import { headerKey, mayRepeat, titleOf, type ColumnAliases, type Field } from './columns.ts';
import type { Dialect } from './dialects/dialect.ts';
import { columnsOf, type LaidOutColumn } from './header-columns.ts';
import { isHeader, withSecondRow } from './header-rows.ts';
import type { Place } from './rules.ts';
import type { SourceRow, SourceSheet } from './table-reader.ts';

/** More than anybody writes above a table: titles, who exported it, how to fill it in. */
const ROWS_LOOKED_AT = 100;

/** Where the header of a sheet is and what its columns mean. */
export interface SheetLayout {
  sheet: SourceSheet;
  headerRow: number;
  columns: readonly LaidOutColumn[];
  /** Whose file it is, when it is not ours. */
  dialect: Dialect | null;
  /** Of questions whose sheet has no column for it; null: they have none. */
  category: string | null;
}

/**
 * The first row among the topmost that names a question and an answer column, with the one below where it belongs to
 * the header; null: there is none.
 * @throws AppError `workbook_columns_repeated` when a column stands there twice
 */
export function findLayout(sheet: SourceSheet, aliases: ColumnAliases = new Map()): SheetLayout | null {
  for (const [at, first] of topRows(sheet).entries()) {
    if (!isHeader(first, aliases)) continue;
    const row = withSecondRow(first, sheet.rows[at + 1], aliases);
    const { dialect, columns } = columnsOf(row, aliases);
    const below = sheet.rows.filter(({ number }) => number > row.number);
    checkRepeated(sheet, columns, below);
    const all = [...columns, ...unnamedColumns(columns, below)].sort((a, b) => a.index - b.index);
    return { sheet, headerRow: row.number, columns: all, dialect, category: null };
  }
  return null;
}

/** As `findLayout`; null also where its columns contradict each other: nothing of the sheet was imported. */
export function layoutIfSound(sheet: SourceSheet, aliases?: ColumnAliases): SheetLayout | null {
  try {
    return findLayout(sheet, aliases);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** The topmost row that names most of the fields, with those it names: what the header probably is. */
export function likelyHeader(sheet: SourceSheet, aliases: ColumnAliases = new Map()) {
  let best: { texts: string[]; fields: Field[] } = { texts: [], fields: [] };
  for (const row of topRows(sheet)) {
    const { columns } = columnsOf(row, aliases);
    const fields = columns.flatMap(({ field }) => field ?? []);
    const isBetter = fields.length > best.fields.length || best.texts.length === 0;
    if (isBetter) best = { texts: columns.map(({ header }) => header), fields };
  }
  return best;
}

/** The first column of a field. Its title where the file has none. */
export function headerOf(layout: SheetLayout, field: Field): string {
  return layout.columns.find((column) => column.field === field)?.header ?? titleOf(field);
}

/** Where a field of a row is. @param row null: the header; @param index of the column when the field has several */
export function placeOf(layout: SheetLayout, row: number | null, field: Field | null, index?: number): Place {
  const first = field === null ? undefined : layout.columns.find((entry) => entry.field === field);
  const column = index ?? first?.index;
  const isKnown = column !== undefined && layout.sheet.lettered;
  return { sheet: layout.sheet.name, row, column: isKnown ? columnLetters(column) : null };
}

function topRows(sheet: SourceSheet): SourceRow[] {
  const from = sheet.rows[0]?.number ?? 0;
  return sheet.rows.slice(0, ROWS_LOOKED_AT).filter((row) => row.number < from + ROWS_LOOKED_AT);
}

/** Two columns of one name with different contents: nobody can tell which is meant. */
function checkRepeated(
  sheet: SourceSheet,
  columns: readonly LaidOutColumn[],
  rows: readonly SourceRow[],
): void {
  for (const column of columns) {
    const same = columns.find(
      ({ field, header }) => field !== null && headerKey(header) === headerKey(column.header),
    );
    if (same === undefined || same === column || column.field !== null) continue;
    const differs = rows.some(({ cells }) => {
      const [first, second] = [same, column].map(({ index }) => cells[index] ?? '');
      return second !== '' && first !== second;
    });
    if (!differs) continue;
    const places = sheet.lettered
      ? `（${columnLetters(same.index)}、${columnLetters(column.index)} 列）`
      : '';
    throw new AppError('workbook_columns_repeated', {
      column: `${column.header}${places}`,
      sheet: sheet.name,
    });
  }
}

/** Columns with something in them but no header. After a list they go on with it, as under a merged header. */
function unnamedColumns(named: readonly LaidOutColumn[], rows: readonly SourceRow[]): LaidOutColumn[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const known = new Map(named.map((column) => [column.index, column]));
  const found: LaidOutColumn[] = [];
  for (let index = 0; index < width; index++) {
    if (known.has(index) || !rows.some(({ cells }) => (cells[index] ?? '') !== '')) continue;
    const before = known.get(index - 1);
    const isList = before?.field != null && mayRepeat(before.field);
    const column: LaidOutColumn = isList
      ? { index, header: before.header, field: before.field }
      : { index, header: '', field: null, ignoredAs: '这一列有内容却没有表头，没有导入' };
    known.set(index, column);
    found.push(column);
  }
  return found;
}
