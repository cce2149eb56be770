import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** @throws CommandError saying why it cannot be read */
export async function readInputFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CommandError(`无法读取 ${file}：${reasonOf(error)}`);
  }
}

/**
 * Writes a file whole or not at all. A folder that is missing is made, and said; it goes again with what failed.
 * @returns bytes written
 * @throws CommandError saying why it cannot be written; and what the chunks throw
 */
export async function writeOutputFile(
  file: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  terminal: Pick<Terminal, 'note'>,
): Promise<number> {
  const unfinished = `${file}.part`;
  const folder = path.resolve(path.dirname(file));
  let made: string | undefined;
  try {
    made = await mkdir(folder, { recursive: true });
    const stream = createWriteStream(unfinished);
    await pipeline(Readable.from(chunks, { objectMode: true }), stream);
    await rename(unfinished, file);
    if (made !== undefined) terminal.note(`文件夹 ${folder} 不存在，已新建`);
    return stream.bytesWritten;
  } catch (error) {
    // Where a file stands in place of a folder there is nothing to remove either.
    await rm(unfinished, { force: true }).catch(() => undefined);
    if (made !== undefined) await removeEmpty(folder, made);
    if (isSystemError(error)) throw new CommandError(`无法写入 ${file}：${reasonOf(error)}`);
    throw error;
  }
}

/** Removes a folder and those around it up to `outermost`, as far as nothing is in them. */
async function removeEmpty(folder: string, outermost: string): Promise<void> {
  try {
    for (let at = folder; at.length >= outermost.length; at = path.dirname(at)) await rmdir(at);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

/** `out.xlsx`, or `out-2.xlsx` for the second of several. */
export function reportPath(file: string, number: number | null): string {
  const { dir, name, ext } = path.parse(file);
  return number === null ? file : path.join(dir, `${name}-${number}${ext}`);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件或文件夹',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EEXIST: '路径里有一段是文件，不是文件夹',
  ENOTDIR: '路径里有一段是文件，不是文件夹',
  EISDIR: '这是一个文件夹',
  ENOSPC: '磁盘已满',
};

function reasonOf(error: unknown): string {
  const code = isSystemError(error) ? (error.code ?? '') : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
