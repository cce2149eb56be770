import { growMemory } from '../web-assembly/memory.ts';
import { instantiate } from '../web-assembly/instantiate.ts';
import { sumTreesWasm } from './sum-trees-wasm.ts';
import { LEAF, type Trees } from './trees.ts';

const NODE_BYTES = 16;
const TREE_BYTES = 8;
const { BYTES_PER_ELEMENT: FLOAT_BYTES } = Float32Array;
const { BYTES_PER_ELEMENT: DOUBLE_BYTES } = Float64Array;

interface SumTrees {
  readonly memory: WebAssembly.Memory;
  sumTrees(
    trees: number,
    treesEnd: number,
    rows: number,
    rowBytes: number,
    sums: number,
    sumsEnd: number,
  ): void;
}

/** Trees, laid out for WebAssembly that walks down them. */
export class CompiledTrees {
  readonly #code = instantiate(sumTreesWasm) as unknown as SumTrees;
  readonly #treesAt: number;
  readonly #roomAt: number;

  constructor(trees: Trees) {
    const nodeCount = trees.features.length;
    this.#treesAt = nodeCount * NODE_BYTES;
    this.#roomAt = this.#treesAt + trees.roots.length * TREE_BYTES;
    const { memory } = this.#code;
    growMemory(memory, this.#roomAt);
    const { buffer } = memory;
    const numbers = new Int32Array(buffer);
    const floats = new Float32Array(buffer);
    for (let node = 0; node < nodeCount; node++) {
      const at = (node * NODE_BYTES) / FLOAT_BYTES;
      const isLeaf = trees.features[node] === LEAF;
      numbers[at] = isLeaf ? 0 : trees.features[node]! * FLOAT_BYTES;
      floats[at + 1] = isLeaf ? Infinity : trees.thresholds[node]!;
      numbers[at + 2] = (isLeaf ? node : trees.left[node]!) * NODE_BYTES;
      floats[at + 3] = trees.values[node]!;
    }
    trees.roots.forEach((root, tree) => {
      const at = (this.#treesAt + tree * TREE_BYTES) / FLOAT_BYTES;
      numbers[at] = root * NODE_BYTES;
      numbers[at + 1] = depthOf(trees, root);
    });
  }

  /**
   * The sum of what all trees say of each row of a table. About 1.5 ns a level of a tree.
   * @param width columns of the table
   */
  sum(table: Float32Array, width: number): Float64Array {
    const count = table.length / width;
    const sumsAt = this.#roomAt;
    const rowsAt = sumsAt + count * DOUBLE_BYTES;
    const { memory } = this.#code;
    growMemory(memory, rowsAt + table.byteLength);
    const sums = new Float64Array(memory.buffer, sumsAt, count).fill(0);
    new Float32Array(memory.buffer, rowsAt, table.length).set(table);
    this.#code.sumTrees(this.#treesAt, this.#roomAt, rowsAt, width * FLOAT_BYTES, sumsAt, rowsAt);
    return sums.slice();
  }
}

/** Steps from a root to the leaf that is farthest from it. */
function depthOf(trees: Trees, node: number): number {
  if (trees.features[node] === LEAF) return 0;
  const left = trees.left[node]!;
  return 1 + Math.max(depthOf(trees, left), depthOf(trees, left + 1));
}
