import { AppError } from '../../errors.ts';
import { columnLetters } from './cell-reference.ts';
import {
  headerKey,
  mayRepeat,
  meaningOfHeader,
  titleOf,
  type ColumnAliases,
  type Field,
  type HeaderMeaning,
} from './columns.ts';
import type { Dialect } from './dialects/dialect.ts';
import { dialectOf } from './dialects/dialects.ts';
import { isProposalTitle } from './report-names.ts';
import { quote, type Place } from './rules.ts';
import type { SourceRow, SourceSheet } from './table-reader.ts';
import { visibleText } from '../visible-text.ts';

/** More than anybody writes above a table: titles, who exported it, how to fill it in. */
const ROWS_LOOKED_AT = 100;

/** A column of a sheet and what it means. */
export interface LaidOutColumn {
  index: number;
  /** As it stands in the file; '' for a column without one that goes on with the list before it. */
  header: string;
  /** Null: it is not imported, or as an extra field. */
  field: Field | null;
  /** Whether its header means nothing that is known. */
  isUnknown?: true;
  /** Name of the extra field that its cells are. */
  extra?: string;
  reads?: HeaderMeaning['reads'];
  /** In Chinese: why a column with something in it is not imported. */
  ignoredAs?: string;
}

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
 * The first row among the topmost that names a question and an answer column; null: there is none.
 * @throws AppError `workbook_columns_repeated` when a column stands there twice
 */
export function findLayout(sheet: SourceSheet, aliases: ColumnAliases = new Map()): SheetLayout | null {
  for (const row of topRows(sheet)) {
    const { dialect, columns } = columnsOf(row, aliases);
    const fields = columns.map(({ field }) => field);
    if (!fields.includes('question') || !fields.includes('answer')) continue;
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

/** Whether a row says what the header says, as on every page of what was made to be printed. */
export function repeatsHeader({ cells }: SourceRow, columns: readonly LaidOutColumn[]): boolean {
  return columns.every(({ index, header, field }) => {
    const cell = cells[index] ?? '';
    const text = typeof cell === 'string' ? visibleText(cell).trim() : null;
    const isNeeded = field === 'question' || field === 'answer';
    return text === header || (text === '' && !isNeeded);
  });
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

function columnsOf(
  row: SourceRow,
  aliases: ColumnAliases,
): { dialect: Dialect | null; columns: LaidOutColumn[] } {
  const headers = row.cells.flatMap((cell, index) => {
    const header = typeof cell === 'string' ? visibleText(cell).trim() : '';
    return header === '' ? [] : [{ index, header }];
  });
  const dialect = dialectOf(headers.map(({ header }) => headerKey(header)));
  const all: ColumnAliases = new Map([...Object.entries(dialect?.fields ?? {}), ...aliases]);
  const named = headers.map((each) => ({ ...each, meaning: meaningOfHeader(each.header, all) }));
  const columns = named.map(({ index, header, meaning }): LaidOutColumn => {
    if (meaning === null) {
      const isRead = dialect?.fields[headerKey(header)] === null || isProposalTitle(header);
      if (isRead) return { index, header, field: null };
      return { index, header, field: null, isUnknown: true, ignoredAs: `${quote(header)}列没有导入` };
    }
    const { field, rank, reads } = meaning;
    const better = named.find(
      (other) =>
        other.meaning?.field === field &&
        (other.meaning.rank < rank || (other.meaning.rank === rank && other.index < index)),
    );
    if (better === undefined || mayRepeat(field)) return { index, header, field, ...(reads && { reads }) };
    const ignoredAs = `${quote(header)}列没有导入，已用${quote(better.header)}列`;
    return { index, header, field: null, ignoredAs };
  });
  return { dialect, columns };
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
