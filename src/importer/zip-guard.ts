import { inflateRawSync } from 'node:zlib';
import { unreadable } from './unreadable.ts';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_SIZE = 46;
const LOCAL_HEADER_SIZE = 30;
const STORED = 0;
const ENCRYPTED = 1;

/**
 * Refuses zips that are no workbook and zip bombs. What a zip says of its sizes is not believed: every entry is
 * inflated, within the bytes left, and thrown away.
 * @throws AppError `workbook_unreadable`
 */
export function checkZip(bytes: Uint8Array, maxInflatedBytes: number): void {
  let left = maxInflatedBytes;
  let isWorkbook = false;
  for (const entry of entries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))) {
    if (entry.flags & ENCRYPTED) throw unreadable('文件有密码保护，请取消密码后再导入');
    isWorkbook ||= entry.name.startsWith('xl/workbook.');
    left -= inflatedSize(entry, left);
    if (left < 0) throw tooLarge(maxInflatedBytes);
  }
  if (!isWorkbook) throw unreadable('内容是 zip 压缩包，里面没有 Excel 工作簿');

  function inflatedSize({ method, data }: ZipEntry, maxOutputLength: number): number {
    if (method === STORED) return data.length;
    try {
      return inflateRawSync(data, { maxOutputLength: Math.max(maxOutputLength, 1) }).length;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(maxInflatedBytes) : damaged(error);
    }
  }
}

interface ZipEntry {
  name: string;
  flags: number;
  method: number;
  /** As it is in the file. */
  data: Buffer;
}

function* entries(zip: Buffer): Generator<ZipEntry> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > zip.length || zip.readUInt32LE(end) !== END_OF_DIRECTORY) throw damaged();
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + DIRECTORY_ENTRY_SIZE > zip.length || zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged();
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    if (local + LOCAL_HEADER_SIZE > zip.length) throw damaged();
    const start = local + LOCAL_HEADER_SIZE + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    yield {
      name: zip.toString('utf8', at + DIRECTORY_ENTRY_SIZE, at + DIRECTORY_ENTRY_SIZE + nameLength),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      data: zip.subarray(start, start + zip.readUInt32LE(at + 20)),
    };
    at += DIRECTORY_ENTRY_SIZE + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

function damaged(cause?: unknown): Error {
  return unreadable('文件不完整或已损坏，请重新另存后再试', cause);
}

function tooLarge(limit: number): Error {
  return unreadable(`解压后超过 ${Math.floor(limit / 1024 / 1024)} MB，请拆成几个文件分别导入`);
}
