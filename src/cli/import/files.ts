import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandError } from '../command-error.ts';

/** @throws CommandError saying why it cannot be read */
export async function readInputFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CommandError(`无法读取 ${file}：${reasonOf(error)}`);
  }
}

/** Writes a file whole or not at all, making its folder. @returns bytes written */
export async function writeOutputFile(
  file: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const unfinished = `${file}.part`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    const stream = createWriteStream(unfinished);
    await pipeline(Readable.from(chunks, { objectMode: true }), stream);
    await rename(unfinished, file);
    return stream.bytesWritten;
  } catch (error) {
    await rm(unfinished, { force: true });
    if (isSystemError(error)) throw new CommandError(`无法写入 ${file}：${reasonOf(error)}`);
    throw error;
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
