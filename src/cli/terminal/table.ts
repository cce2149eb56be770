import { displayWidth } from './display-width.ts';

/**
 * Rows as aligned columns, the first row a heading: the first `leftColumns` to the left, the others to the right.
 *
 *     文件          查询数  Recall@1
 *     queries.tsv    6,104    61.3 %
 */
export function table(rows: readonly (readonly string[])[], leftColumns = 1): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    widths.map((width, column) => pad(row[column] ?? '', width, column < leftColumns)).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

function pad(text: string, width: number, left: boolean): string {
  const space = ' '.repeat(width - displayWidth(text));
  return left ? text + space : space + text;
}
