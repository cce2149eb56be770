import type { ImportFinding } from '../ports/import-store.ts';
import { columnIndex } from './cell-reference.ts';
import type { ColumnAliases } from './columns.ts';
import type { CellMark, ProposalColumn, SheetMarks } from './report-writer.ts';
import { isProposalTitle, proposalTitle } from './report-names.ts';
import { layoutIfSound, type SheetLayout } from './sheet-layout.ts';
import { rowOffset, sheetName } from './sheets-as-tables.ts';
import type { SourceSheet } from './table-reader.ts';

const LONGEST_FIX_IN_NOTE = 200;

/**
 * What to mark in the sheets of a file. Findings of a whole sheet are left to the list.
 * @param aliases that the file was read with
 */
export function markSheets(
  findings: readonly ImportFinding[],
  sheets: readonly SourceSheet[],
  aliases?: ColumnAliases,
): SheetMarks[] {
  const bySheet = new Map<string, ImportFinding[]>();
  for (const finding of findings) {
    const ofSheet = bySheet.get(finding.sheet) ?? [];
    bySheet.set(finding.sheet, ofSheet);
    ofSheet.push(finding);
  }
  return sheets.flatMap((sheet) => {
    const layout = layoutIfSound(sheet, aliases);
    return layout === null ? [] : marksOf(layout, bySheet.get(sheet.name) ?? []);
  });
}

function marksOf(layout: SheetLayout, findings: readonly ImportFinding[]): SheetMarks {
  const offset = rowOffset(layout.sheet);
  const first = layout.columns.find(({ field }) => field === 'question')?.index ?? 0;
  const marks = new Map<string, CellMark>();
  const fixes = new Map<number, Map<number, string>>();
  for (const finding of findings) {
    if (finding.row === null) continue;
    const row = finding.row + offset;
    const column = finding.column === null ? first : columnIndex(finding.column);
    const known = marks.get(`${row} ${column}`);
    const note = noteOf(finding);
    if (known === undefined) marks.set(`${row} ${column}`, { row, column, level: finding.level, note });
    else {
      known.note += `\n${note}`;
      if (finding.level === 'error') known.level = 'error';
    }
    if (finding.fix === null || finding.column === null) continue;
    const ofColumn = fixes.get(column) ?? new Map<number, string>();
    fixes.set(column, ofColumn.set(row, finding.fix === '' ? '（留空）' : finding.fix));
  }
  return {
    name: sheetName(layout.sheet.name),
    headerRow: layout.headerRow + offset,
    marks: [...marks.values()].sort((a, b) => a.row - b.row || a.column - b.column),
    proposals: proposalColumns(layout, fixes),
  };
}

/** Columns of an earlier report are used again, and emptied; others stand to the right of all that is there. */
function proposalColumns(
  layout: SheetLayout,
  fixes: ReadonlyMap<number, ReadonlyMap<number, string>>,
): ProposalColumn[] {
  const earlier = new Map(
    layout.columns
      .filter(({ header }) => isProposalTitle(header))
      .map(({ header, index }) => [header, index]),
  );
  const proposals = new Map<string, ProposalColumn>(
    [...earlier].map(([title, column]) => [title, { column, title, cells: new Map() }]),
  );
  let next = layout.sheet.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  for (const [index, cells] of [...fixes].sort(([a], [b]) => a - b)) {
    const title = proposalTitle(headerAt(layout, index));
    const column = proposals.get(title)?.column ?? next++;
    proposals.set(title, { column, title, cells });
  }
  return [...proposals.values()];
}

function headerAt({ columns }: SheetLayout, index: number): string {
  return columns.find((column) => column.index === index)?.header ?? '';
}

function noteOf({ level, found, expected, fix }: ImportFinding): string {
  const characters = Array.from(fix ?? '');
  const cut = characters.length > LONGEST_FIX_IN_NOTE ? '…' : '';
  const proposal =
    fix === null
      ? ''
      : `\n建议改为：${fix === '' ? '（留空）' : characters.slice(0, LONGEST_FIX_IN_NOTE).join('') + cut}`;
  return `【${level === 'error' ? '未导入' : '提醒'}】${found}。\n${expected}。${proposal}`;
}
