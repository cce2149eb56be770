import type { CellRemark, SourceRow } from '../service/transfer/table-reader.ts';

/** The row with a remark on each cell that holds bytes which are no text. */
export function markGarbled(row: SourceRow): SourceRow {
  const garbled = row.cells.flatMap((cell, index): CellRemark[] =>
    cell?.includes('\ufffd') === true ? [{ index, kind: 'garbled' }] : [],
  );
  return garbled.length === 0 ? row : { ...row, remarks: [...(row.remarks ?? []), ...garbled] };
}
