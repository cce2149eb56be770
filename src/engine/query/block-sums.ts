import { growMemory } from '../web-assembly/memory.ts';
import { instantiate } from '../web-assembly/instantiate.ts';
import { blocksReachingWasm } from './blocks-reaching-wasm.ts';

/** Sums that are compared at once. */
const LANES = 16;
const BYTES = Int32Array.BYTES_PER_ELEMENT;
/** Below all that is asked for. */
const NO_BLOCK = -(2 ** 31);

interface BlocksReaching {
  readonly memory: WebAssembly.Memory;
  blocksReaching(sum: number, end: number, least: number, out: number): number;
}

/** A number for each block of a segment, in memory that vector instructions look through; it is reused. */
export class BlockSums {
  /** By block. */
  values = new Int32Array(0);
  /** The first ones are those that `reaching` found last, by number. */
  blocks = new Uint32Array(0);
  readonly #code = instantiate(blocksReachingWasm) as unknown as BlocksReaching;

  /** Sets the sums of so many blocks to 0. The arrays may be others afterwards. */
  begin(blockCount: number): void {
    const length = wholeLanes(blockCount);
    if (this.values.length < length) this.#makeRoom(length);
    this.values.fill(0, 0, blockCount);
    this.values.fill(NO_BLOCK, blockCount, length);
  }

  /**
   * Finds the blocks whose sums are at least `least`.
   * @param first a multiple of 16
   * @param end behind the last one looked at; a multiple of 16 or what `begin` was given
   * @returns how many they are
   */
  reaching(least: number, first: number, end: number): number {
    return this.#code.blocksReaching(first * BYTES, wholeLanes(end) * BYTES, least, this.blocks.byteOffset);
  }

  #makeRoom(length: number): void {
    const { memory } = this.#code;
    growMemory(memory, 2 * length * BYTES);
    const room = Math.floor(memory.buffer.byteLength / (2 * BYTES * LANES)) * LANES;
    this.values = new Int32Array(memory.buffer, 0, room);
    this.blocks = new Uint32Array(memory.buffer, room * BYTES, room);
  }
}

function wholeLanes(count: number): number {
  return Math.ceil(count / LANES) * LANES;
}
