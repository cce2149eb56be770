/**
 * The container of a fitted model: named sections of integers and floats, little-endian, each at a multiple of 8.
 * ```
 * 0  'JDRM'   4  format version   8  FNV-1a of everything from 16 on   12  sections
 * 16 each section: 8 letters of its name, offset, length in bytes
 * ```
 */
const MAGIC = 0x4d52444a;
const FORMAT_VERSION = 1;
const HEADER = 16;
const ENTRY = 16;

/** The bytes are no ranking model, or not whole. */
export class CorruptModelError extends Error {
  override readonly name = 'CorruptModelError';
}

/** The bytes are a ranking model of another format version. */
export class ModelVersionError extends Error {
  override readonly name = 'ModelVersionError';
}

/** Sections by name. */
export type ModelSections = ReadonlyMap<string, Uint8Array>;

/** @param sections names of at most 8 ASCII letters */
export function packModel(sections: ModelSections): Uint8Array {
  let length = HEADER + sections.size * ENTRY;
  const offsets = [...sections.values()].map((bytes) => {
    const offset = length;
    length += Math.ceil(bytes.length / 8) * 8;
    return offset;
  });
  const packed = new Uint8Array(length);
  const view = new DataView(packed.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FORMAT_VERSION, true);
  view.setUint32(12, sections.size, true);
  [...sections].forEach(([name, bytes], i) => {
    const entry = HEADER + i * ENTRY;
    for (let k = 0; k < name.length; k++) packed[entry + k] = name.charCodeAt(k);
    view.setUint32(entry + 8, offsets[i]!, true);
    view.setUint32(entry + 12, bytes.length, true);
    packed.set(bytes, offsets[i]);
  });
  view.setUint32(8, checksum(packed), true);
  return packed;
}

/**
 * O(length), about 10 ms for 10 MB.
 * @throws CorruptModelError, ModelVersionError
 */
export function unpackModel(packed: Uint8Array): ModelSections {
  // A copy of its own, so that numbers of four bytes lie where typed arrays want them.
  const bytes = packed.slice();
  const view = new DataView(bytes.buffer);
  if (bytes.length < HEADER || view.getUint32(0, true) !== MAGIC)
    throw new CorruptModelError('no ranking model');
  const version = view.getUint32(4, true);
  if (version !== FORMAT_VERSION) {
    throw new ModelVersionError(`ranking model of format ${version}, but this build reads ${FORMAT_VERSION}`);
  }
  if (view.getUint32(8, true) !== checksum(bytes))
    throw new CorruptModelError('checksum of ranking model is wrong');
  const sections = new Map<string, Uint8Array>();
  for (let i = 0; i < view.getUint32(12, true); i++) {
    const entry = HEADER + i * ENTRY;
    let name = '';
    for (let k = 0; k < 8 && bytes[entry + k] !== 0; k++) name += String.fromCharCode(bytes[entry + k]!);
    const offset = view.getUint32(entry + 8, true);
    const length = view.getUint32(entry + 12, true);
    if (offset + length > bytes.length)
      throw new CorruptModelError(`section ${name} of ranking model is cut off`);
    sections.set(name, bytes.subarray(offset, offset + length));
  }
  return sections;
}

/** FNV-1a over the words of four bytes from the header's end on. */
function checksum(bytes: Uint8Array): number {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + HEADER, (bytes.length - HEADER) >> 2);
  let hash = 0x811c9dc5;
  // By place: at a start this runs before it is compiled, where an iterator took a tenth of a second.
  const count = words.length;
  for (let i = 0; i < count; i++) hash = Math.imul(hash ^ words[i]!, 0x01000193);
  return hash >>> 0;
}
