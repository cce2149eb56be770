import { crc32, createInflateRaw } from 'node:zlib';
import { damagedZip, unreadable } from '../unreadable.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

export interface ZipLimits {
  /** Of all entries together. */
  maxInflatedBytes: number;
}

export interface ZipArchive {
  has(name: string): boolean;
  /** The text of an entry, in pieces; none when it is missing. @throws AppError `workbook_unreadable` when damaged */
  text(name: string): AsyncGenerator<string>;
}

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const MOST_ENTRIES = 10_000;
/** Deflate reaches 1,032 on zeros; formatted rows without content, the most even thing in real workbooks, stay under 100. */
const HIGHEST_RATIO = 250;
const RATIO_COUNTS_FROM_BYTES = 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;
const MEBIBYTE = 1024 * 1024;

/**
 * A zip whose directory is sound: nothing has been inflated yet. What it says of its sizes is held against what
 * comes out.
 * @throws AppError `workbook_unreadable`
 */
export function openZip(bytes: Uint8Array, limits: ZipLimits): ZipArchive {
  const entries = readZipDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  checkEntries(entries, bytes.length, limits);
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  if (byName.size < entries.length)
    throw unreadable(
      '压缩包里有重名的文件，请用 Excel 或 WPS 重新另存',
      'the archive has two files of one name: save it again',
    );
  return {
    has: (name) => byName.has(name.toLowerCase()),
    async *text(name) {
      const entry = byName.get(name.toLowerCase());
      if (entry !== undefined) yield* decode(inflate(entry));
    },
  };
}

function checkEntries(
  entries: readonly ZipEntry[],
  fileBytes: number,
  { maxInflatedBytes }: ZipLimits,
): void {
  if (entries.length > MOST_ENTRIES)
    throw unreadable(
      `压缩包里有 ${entries.length} 个文件，不像 Excel 工作簿`,
      `the archive has ${entries.length} files, unlike an Excel workbook`,
    );
  let inflated = 0;
  let compressed = 0;
  for (const { name, flags, size, data } of entries) {
    if (flags & ENCRYPTED)
      throw unreadable(
        '文件有密码保护，请取消密码后再导入',
        'it is protected by a password: remove the password',
      );
    if (isOutside(name))
      throw unreadable(
        '压缩包里的文件名含有目录跳转，可能不安全，请用 Excel 或 WPS 重新另存',
        'the archive names files outside itself: save it again',
      );
    if (size > RATIO_COUNTS_FROM_BYTES && size > data.length * HIGHEST_RATIO) {
      throw unreadable(
        `压缩比超过 ${HIGHEST_RATIO} 倍，像是压缩炸弹，请用 Excel 或 WPS 重新另存`,
        `it inflates to more than ${HIGHEST_RATIO} times its size, as a zip bomb does: save it again`,
      );
    }
    inflated += size;
    compressed += data.length;
  }
  if (inflated > maxInflatedBytes) {
    throw unreadable(
      `解压后超过 ${Math.floor(maxInflatedBytes / MEBIBYTE)} MB，请拆成几个文件分别导入`,
      `it inflates to more than ${Math.floor(maxInflatedBytes / MEBIBYTE)} MB: split it`,
    );
  }
  // Entries that share their data would inflate to more than any ratio says.
  if (compressed > fileBytes) throw damagedZip();
}

/** Whether unpacking the entry to a folder would write elsewhere. Nothing is unpacked here, yet no workbook has it. */
function isOutside(name: string): boolean {
  return /^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)|\0/i.test(name);
}

async function* inflate({ method, data, size, crc }: ZipEntry): AsyncGenerator<Buffer> {
  let left = size;
  let actualCrc = 0;
  for await (const chunk of method === STORED ? [data] : inflated(method, data)) {
    left -= chunk.length;
    if (left < 0) throw damagedZip();
    actualCrc = crc32(chunk, actualCrc);
    yield chunk;
  }
  if (left !== 0 || actualCrc !== crc) throw damagedZip();
}

async function* inflated(method: number, data: Buffer): AsyncGenerator<Buffer> {
  if (method !== DEFLATED) throw damagedZip();
  const stream = createInflateRaw({ chunkSize: CHUNK_BYTES });
  stream.end(data);
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    throw damagedZip(error);
  }
}

/** UTF-8, or UTF-16 with a byte-order mark, as XML has it. */
async function* decode(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder?.decode() ?? '';
}

function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
