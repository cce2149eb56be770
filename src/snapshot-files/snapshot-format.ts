import { crc32 } from 'node:zlib';
import type { IndexArrays, TypedArray } from '../engine/index.ts';
import type { Bank } from '../service/ports/bank-store.ts';
import type { BankSnapshot } from '../service/ports/snapshot-store.ts';
import type { BankVocabulary } from '../service/ports/vocabulary-store.ts';

/** Grows when the file changes its meaning; files of another version are not read. */
const FORMAT = 'jieda-snapshot/2';

/** Second line of the file, after the format, filled up with spaces so that the arrays begin at a multiple of 8. */
interface Header {
  bank: Omit<Bank, 'createdAt' | 'updatedAt'> & { createdAt: string; updatedAt: string };
  vocabulary: BankVocabulary;
  mark: string | null;
  layout: number;
  analysis: string;
  /** The arrays of each segment as they follow, each filled up to a multiple of 8 bytes. */
  segments: ArrayEntry[][];
}

interface ArrayEntry {
  name: string;
  kind: keyof typeof KINDS;
  length: number;
}

const KINDS = { Uint8Array, Uint16Array, Uint32Array, Float64Array };
const ALIGNMENT = 8;
/** Small enough to sum up and write without holding others up: about 1 ms. */
const CHUNK_BYTES = 1 << 20;
/** At the end: CRC-32 of everything before, lower byte first. */
export const CHECKSUM_BYTES = 4;

/** The bytes of a snapshot file, in pieces of at most CHUNK_BYTES. Arrays are not copied. */
export function* snapshotChunks({ bank, vocabulary, mark, arrays }: BankSnapshot): Generator<Uint8Array> {
  const { layout, analysis, segments } = arrays;
  const entries = segments.map((segment) => Object.entries(segment).map(entryOf));
  const header: Header = {
    bank: { ...bank, createdAt: bank.createdAt.toISOString(), updatedAt: bank.updatedAt.toISOString() },
    ...{ vocabulary, mark, layout, analysis, segments: entries },
  };
  let checksum = 0;
  for (const chunk of contentChunks(header, segments.flatMap(Object.values<TypedArray>))) {
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  const end = new Uint8Array(CHECKSUM_BYTES);
  new DataView(end.buffer).setUint32(0, checksum, true);
  yield end;
}

function* contentChunks(header: Header, arrays: readonly TypedArray[]): Generator<Uint8Array> {
  const begin = new TextEncoder().encode(`${FORMAT}\n${JSON.stringify(header)}`);
  yield begin;
  yield new TextEncoder().encode(`${' '.repeat(paddingOf(begin.length + 1))}\n`);
  for (const array of arrays) {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
    yield new Uint8Array(paddingOf(bytes.length));
  }
}

function entryOf([name, array]: [string, TypedArray]): ArrayEntry {
  return { name, kind: array.constructor.name as ArrayEntry['kind'], length: array.length };
}

/** Bytes from a length to the next multiple of ALIGNMENT. */
function paddingOf(length: number): number {
  return -length & (ALIGNMENT - 1);
}

/**
 * Reads what `snapshotChunks` wrote. The arrays are views of `file`.
 * @param file its whole content, beginning at a multiple of 8 of its buffer
 * @param checksum CRC-32 of all of it but the last CHECKSUM_BYTES
 * @throws Error saying why, when the content is not such a file, or not all of one
 */
export function parseSnapshot(file: Buffer<ArrayBuffer>, checksum: number): BankSnapshot {
  const format = file.subarray(0, file.indexOf('\n')).toString();
  if (format !== FORMAT) throw new Error(`the file is not of format ${FORMAT}${nameOther(format)}`);
  if (file.length < CHECKSUM_BYTES || file.readUInt32LE(file.length - CHECKSUM_BYTES) !== checksum) {
    throw new Error('the checksum does not fit: the file is damaged or incomplete');
  }
  const headerEnd = file.indexOf('\n', FORMAT.length + 1);
  const header = JSON.parse(file.subarray(FORMAT.length + 1, headerEnd).toString()) as Header;
  const { bank, vocabulary, mark, layout, analysis } = header;
  const segments = readArrays(header.segments, file, headerEnd + 1);
  return { bank: withDates(bank), vocabulary, mark, arrays: { layout, analysis, segments } };
}

function readArrays(
  segments: Header['segments'],
  file: Buffer<ArrayBuffer>,
  begin: number,
): IndexArrays['segments'] {
  let at = begin;
  return segments.map((entries) => {
    const arrays = entries.map(({ name, kind, length }): [string, TypedArray] => {
      const array = new KINDS[kind](file.buffer, file.byteOffset + at, length);
      at += array.byteLength + paddingOf(array.byteLength);
      return [name, array];
    });
    return Object.fromEntries(arrays);
  });
}

/** What else a file seems to be, by its first line. */
function nameOther(line: string): string {
  const other = /jieda-snapshot\/\d+/.exec(line)?.[0];
  return other === undefined ? '' : ` but of ${other}`;
}

function withDates(bank: Header['bank']): Bank {
  return { ...bank, createdAt: new Date(bank.createdAt), updatedAt: new Date(bank.updatedAt) };
}
