import { titleOf, fieldOfHeader, type Field } from './columns.ts';
import type { Place } from './rules.ts';
import type { SourceRow, SourceSheet } from './table-reader.ts';
import { visibleText } from './visible-text.ts';

const ROWS_LOOKED_AT = 20;

/** A column of a sheet and what it means. */
export interface LaidOutColumn {
  index: number;
  /** As it stands in the file. */
  header: string;
  /** Null: it means nothing to us, or repeats another. */
  field: Field | null;
}

/** Where the header of a sheet is and what its columns mean. */
export interface SheetLayout {
  sheet: SourceSheet;
  headerRow: number;
  columns: readonly LaidOutColumn[];
}

/** The first row among the topmost that names a question and an answer column; null: there is none. */
export function findLayout(sheet: SourceSheet): SheetLayout | null {
  for (const row of topRows(sheet)) {
    const columns = columnsOf(row);
    const fields = columns.map(({ field }) => field);
    if (fields.includes('question') && fields.includes('answer')) {
      return { sheet, headerRow: row.number, columns };
    }
  }
  return null;
}

/** The topmost row that names most of the fields, with those it names: what the header probably is. */
export function likelyHeader(sheet: SourceSheet): { texts: string[]; fields: Field[] } {
  let best: { texts: string[]; fields: Field[] } = { texts: [], fields: [] };
  for (const row of topRows(sheet)) {
    const columns = columnsOf(row);
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
  const column = index ?? layout.columns.find((entry) => entry.field === field)?.index;
  const isKnown = column !== undefined && layout.sheet.lettered;
  return { sheet: layout.sheet.name, row, column: isKnown ? columnLetters(column) : null };
}

function topRows(sheet: SourceSheet): SourceRow[] {
  const from = sheet.rows[0]?.number ?? 0;
  return sheet.rows.slice(0, ROWS_LOOKED_AT).filter((row) => row.number < from + ROWS_LOOKED_AT);
}

function columnsOf(row: SourceRow): LaidOutColumn[] {
  const met = new Set<Field>();
  return row.cells.flatMap((cell, index) => {
    const header = typeof cell === 'string' ? visibleText(cell).trim() : '';
    if (header === '') return [];
    const field = fieldOfHeader(header);
    const isRepeated = field !== null && met.has(field) && !mayRepeat(field);
    if (field !== null) met.add(field);
    return [{ index, header, field: isRepeated ? null : field }];
  });
}

function mayRepeat(field: Field): boolean {
  return field === 'phrasings' || field === 'negativePhrasings';
}

/** 0 → `A`, 26 → `AA` */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}
