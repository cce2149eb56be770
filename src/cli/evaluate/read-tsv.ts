import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../command-error.ts';

/**
 * The lines of a tab-separated file as columns; empty lines are left out.
 * @param columns how many a line needs, ≥ 1
 * @throws CommandError naming the file and the line
 */
export function readTsv(file: string, columns: number): string[][] {
  const rows: string[][] = [];
  for (const [index, line] of read(file).split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const cells = line.split('\t').map((cell) => cell.trim());
    if (cells.length < columns)
      throw new CommandError(`${file} 第 ${index + 1} 行：应有 ${columns} 列，以制表符分隔`);
    rows.push(cells);
  }
  return rows;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    throw new CommandError(`无法读取 ${path.resolve(file)}`);
  }
}
