import { mayRepeat, meaningOfHeader, type ColumnAliases } from './columns.ts';
import { columnsOf, headerIn, type LaidOutColumn } from './header-columns.ts';
import { isProposalTitle } from './report-names.ts';
import type { SourceRow } from './table-reader.ts';
import { visibleText } from '../visible-text.ts';

const NEEDED = ['question', 'answer'] as const;

/** Whether a row names a question and an answer column. */
export function isHeader(row: SourceRow, aliases: ColumnAliases): boolean {
  const { columns } = columnsOf(row, aliases);
  return NEEDED.every((needed) => columns.some(({ field }) => field === needed));
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

/**
 * A header of two rows as one, at the place of the second: names of groups (相似问法) over those of columns (1, 2, 3).
 * It has two where its question and answer are merged with the row below, or named there once more among the columns of their groups.
 */
export function withSecondRow(
  first: SourceRow,
  second: SourceRow | undefined,
  aliases: ColumnAliases,
): SourceRow {
  const { columns } = columnsOf(first, aliases);
  if (second?.number !== first.number + 1 || repeatsHeader(second, columns)) return first;
  const needed = columns.filter(({ field }) => NEEDED.some((each) => each === field));
  const isMerged = needed.every(({ index }) => second.continued?.includes(index));
  return isMerged || isDivided(first, second, aliases) ? joined(first, second, columns, aliases) : first;
}

/** Whether the second row names question and answer once more, and a column that a group of the first reaches over. */
function isDivided(first: SourceRow, second: SourceRow, aliases: ColumnAliases): boolean {
  const isGroup = ({ index, field }: LaidOutColumn) => field !== null && headerIn(first.cells[index]) === '';
  return isHeader(second, aliases) && columnsOf(second, aliases).columns.some(isGroup);
}

function joined(
  first: SourceRow,
  second: SourceRow,
  columns: readonly LaidOutColumn[],
  aliases: ColumnAliases,
): SourceRow {
  const meansSomething = (header: string) => meaningOfHeader(header, aliases) !== null;
  let group: LaidOutColumn | undefined;
  const cells = Array.from({ length: Math.max(first.cells.length, second.cells.length) }, (_, index) => {
    group = columns.find((column) => column.index === index) ?? group;
    const [upper, lower] = [headerIn(first.cells[index]), headerIn(second.cells[index])];
    if (isProposalTitle(lower) || meansSomething(lower)) return lower;
    if (meansSomething(upper)) return upper;
    // Under a group of lists whatever stands there only counts them.
    const isCounted = upper === '' && group?.field != null && mayRepeat(group.field);
    return isCounted ? '' : lower || upper;
  });
  return { ...second, cells };
}
