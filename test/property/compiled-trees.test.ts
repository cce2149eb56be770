/** Compiled trees say of every row what a walk down each tree says, whatever was summed before. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CompiledTrees } from '../../src/engine/ranking/compiled-trees.ts';
import { LEAF, type Trees } from '../../src/engine/ranking/trees.ts';

const WIDTH = 5;
/** Few of them, so that many values are thresholds as well. */
const number = fc.integer({ min: -4, max: 4 }).map((value) => value / 2);

interface Split {
  feature: number;
  threshold: number;
  left: Node;
  right: Node;
}
type Node = number | Split;

const { tree } = fc.letrec<{ tree: Node }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    number,
    fc.record({ feature: fc.nat(WIDTH - 1), threshold: number, left: tie('tree'), right: tie('tree') }),
  ),
}));

function walk(node: Node, row: readonly number[]): number {
  if (typeof node === 'number') return node;
  return walk(row[node.feature]! <= node.threshold ? node.left : node.right, row);
}

/** As training lays them out. */
function layOut(nodes: readonly Node[]): Trees {
  const rows: { feature: number; threshold: number; left: number; value: number }[] = [];
  const place = (node: Node, at: number): void => {
    if (typeof node === 'number') {
      rows[at] = { feature: LEAF, threshold: 0, left: 0, value: node };
      return;
    }
    const left = rows.push(rows[at]!, rows[at]!) - 2;
    rows[at] = { feature: node.feature, threshold: node.threshold, left, value: 0 };
    place(node.left, left);
    place(node.right, left + 1);
  };
  const roots = nodes.map((node) => {
    const root = rows.push({ feature: LEAF, threshold: 0, left: 0, value: 0 }) - 1;
    place(node, root);
    return root;
  });
  return {
    roots: Int32Array.from(roots),
    features: Int16Array.from(rows, ({ feature }) => feature),
    thresholds: Float32Array.from(rows, ({ threshold }) => threshold),
    left: Int32Array.from(rows, ({ left }) => left),
    values: Float32Array.from(rows, ({ value }) => value),
  };
}

const row = fc.array(number, { minLength: WIDTH, maxLength: WIDTH });

test('sums what trees say', () => {
  fc.assert(
    fc.property(
      fc.array(tree, { minLength: 1, maxLength: 5 }),
      fc.array(fc.tuple(fc.array(row, { maxLength: 8 }), fc.constantFrom(1, 1, 2000)), { maxLength: 3 }),
      (nodes, tables) => {
        const trees = new CompiledTrees(layOut(nodes));
        for (const [some, times] of tables) {
          const rows = Array.from({ length: times }, () => some).flat();
          const expected = rows.map((each) => nodes.reduce<number>((sum, node) => sum + walk(node, each), 0));
          expect([...trees.sum(Float32Array.from(rows.flat()), WIDTH)]).toEqual(expected);
        }
      },
    ),
    { numRuns: 60 },
  );
});
