import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipSource {
  name: string;
  content: AsyncIterable<string> | Iterable<string>;
}

/** What the directory at the end says of an entry. */
interface Written {
  name: Buffer;
  crc: number;
  compressed: number;
  size: number;
  offset: number;
}

const VERSION = 20;
/** Sizes follow the data; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1980-01-01: equal content gives equal bytes. */
const DOS_DATE = 0x0021;

/** A zip of these entries, one after the other, each deflated as it comes. At most 4 GB. */
export async function* zipStream(entries: readonly ZipSource[]): AsyncGenerator<Uint8Array> {
  const directory: Written[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const entry: Written = { name: Buffer.from(name), crc: 0, compressed: 0, size: 0, offset };
    directory.push(entry);
    for await (const chunk of zipEntry(entry, content)) {
      offset += chunk.length;
      yield chunk;
    }
  }
  const headers = directory.map(directoryHeader);
  const size = headers.reduce((sum, header) => sum + header.length, 0);
  yield Buffer.concat([...headers, endOfDirectory(headers.length, size, offset)]);
}

async function* zipEntry(entry: Written, content: ZipSource['content']): AsyncGenerator<Buffer> {
  yield localHeader(entry);
  const deflate = createDeflateRaw();
  pipeline(Readable.from(measured(entry, content)), deflate, () => undefined);
  for await (const chunk of deflate as AsyncIterable<Buffer>) {
    entry.compressed += chunk.length;
    yield chunk;
  }
  yield words([0x08074b50, 4], [entry.crc, 4], [entry.compressed, 4], [entry.size, 4]);
}

async function* measured(entry: Written, content: ZipSource['content']): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const chunk = Buffer.from(text);
    entry.crc = crc32(chunk, entry.crc);
    entry.size += chunk.length;
    yield chunk;
  }
}

function localHeader({ name }: Written): Buffer {
  const unknownYet = [0, 4] as const;
  return Buffer.concat([
    words([0x04034b50, 4], ...common(), unknownYet, unknownYet, unknownYet, [name.length, 2], [0, 2]),
    name,
  ]);
}

function directoryHeader({ name, crc, compressed, size, offset }: Written): Buffer {
  const measures = [
    [crc, 4],
    [compressed, 4],
    [size, 4],
    [name.length, 2],
  ] as const;
  const noExtras = [
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
  ] as const;
  return Buffer.concat([
    words([0x02014b50, 4], [VERSION, 2], ...common(), ...measures, ...noExtras, [offset, 4]),
    name,
  ]);
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  return words([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]);
}

function common(): Word[] {
  return [
    [VERSION, 2],
    [FLAGS, 2],
    [DEFLATED, 2],
    [0, 2],
    [DOS_DATE, 2],
  ];
}

type Word = readonly [value: number, bytes: 2 | 4];

/** Little-endian. */
function words(...values: readonly Word[]): Buffer {
  const buffer = Buffer.alloc(values.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of values) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
