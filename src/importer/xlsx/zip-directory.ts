import { damagedZip } from '../unreadable.ts';

export interface ZipEntry {
  name: string;
  flags: number;
  method: number;
  crc: number;
  /** Inflated, as the directory says. */
  size: number;
  /** As it is in the file. */
  data: Buffer;
}

const END_OF_DIRECTORY = Buffer.from('PK\u0005\u0006');
const END_SIZE = 22;
const DIRECTORY_ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL_HEADER_SIZE = 30;
/** Stands where a 64-bit value in the extra field holds. */
const IN_EXTRA = 0xffffffff;
const ZIP64_EXTRA = 1;

/**
 * What a zip holds, as its directory at the end says.
 * @throws AppError `workbook_unreadable` when the directory is damaged or cut off
 */
export function readZipDirectory(zip: Buffer): ZipEntry[] {
  try {
    return [...directoryEntries(zip)];
  } catch (error) {
    throw damagedZip(error);
  }
}

/** @throws RangeError where a position lies outside of the file */
function* directoryEntries(zip: Buffer): Generator<ZipEntry> {
  const end = zip.lastIndexOf(END_OF_DIRECTORY);
  if (end === -1 || end + END_SIZE > zip.length) throw new RangeError('There is no directory.');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new RangeError('An entry is missing.');
    const nameEnd = at + ENTRY_SIZE + zip.readUInt16LE(at + 28);
    const extraEnd = nameEnd + zip.readUInt16LE(at + 30);
    const { size, compressed, local } = placeAndSizes(zip, at, zip.subarray(nameEnd, extraEnd));
    const start = local + LOCAL_HEADER_SIZE + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    if (start + compressed > zip.length) throw new RangeError('An entry is cut off.');
    yield {
      name: zip.toString('utf8', at + ENTRY_SIZE, nameEnd),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      size,
      data: zip.subarray(start, start + compressed),
    };
    at = extraEnd + zip.readUInt16LE(at + 32);
  }
}

function placeAndSizes(zip: Buffer, at: number, extra: Buffer) {
  const wide = wideValues(extra);
  const value = (offset: number): number => {
    const narrow = zip.readUInt32LE(offset);
    return narrow === IN_EXTRA ? Number(wide.next().value ?? narrow) : narrow;
  };
  return { size: value(at + 24), compressed: value(at + 20), local: value(at + 42) };
}

/** The 64-bit values of an extra field, in their order: size, compressed size, place. */
function* wideValues(extra: Buffer): Generator<bigint> {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64_EXTRA) continue;
    const end = at + 4 + extra.readUInt16LE(at + 2);
    for (let value = at + 4; value + 8 <= end; value += 8) yield extra.readBigUInt64LE(value);
    return;
  }
}
