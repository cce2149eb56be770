import {
  headerKey,
  mayRepeat,
  meaningOfHeader,
  type ColumnAliases,
  type Field,
  type HeaderMeaning,
} from './columns.ts';
import type { Dialect } from './dialects/dialect.ts';
import { dialectOf } from './dialects/dialects.ts';
import { isProposalTitle } from './report-names.ts';
import { quote } from './rules.ts';
import type { SourceCell, SourceRow } from './table-reader.ts';
import { visibleText } from '../visible-text.ts';

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

/** The text of a cell as a header; '' where it has none. */
export function headerIn(cell: SourceCell | undefined): string {
  return typeof cell === 'string' ? visibleText(cell).trim() : '';
}

/** The columns that a row names as a header, and whose header it is when not ours. */
export function columnsOf(
  row: SourceRow,
  aliases: ColumnAliases,
): { dialect: Dialect | null; columns: LaidOutColumn[] } {
  const headers = row.cells.flatMap((cell, index) => {
    const header = headerIn(cell);
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
