;; What regression trees say of the rows of a table. Which way a row goes at a node is computed, not branched on: it is
;; guessed wrong every other time otherwise, which V8's code for the same loop pays for with most of its time.
;; Compiled into sum-trees-wasm.ts by `npx tsx scripts/make-wasm.ts`.
(module
  (memory (export "memory") 1)
  ;; Adds to each sum what every tree says of its row.
  ;; A node has 16 bytes: where in a row the value lies that it looks at, in bytes; the largest value that goes to the
  ;; left, a float; where the left node is, the right one lies behind it; what a leaf says, a float. A leaf sends all
  ;; to itself.
  ;; $tree, $treesEnd  where the trees are: 4 bytes for where the root is, 4 for how often to step down
  ;; $rows        where the rows are
  ;; $rowBytes    of each
  ;; $sums, $sumsEnd   where the sums are, a double a row
  (func (export "sumTrees")
    (param $tree i32) (param $treesEnd i32) (param $rows i32) (param $rowBytes i32)
    (param $sums i32) (param $sumsEnd i32)
    (local $node i32)
    (local $steps i32)
    (local $row i32)
    (local $sum i32)
    (block $done
      (loop $nextTree
        (br_if $done (i32.ge_u (local.get $tree) (local.get $treesEnd)))
        (local.set $row (local.get $rows))
        (local.set $sum (local.get $sums))
        (block $summed
          (loop $nextRow
            (br_if $summed (i32.ge_u (local.get $sum) (local.get $sumsEnd)))
            (local.set $node (i32.load (local.get $tree)))
            (local.set $steps (i32.load offset=4 (local.get $tree)))
            (block $found
              (loop $down
                (br_if $found (i32.eqz (local.get $steps)))
                (local.set $node
                  (i32.add
                    (i32.load offset=8 (local.get $node))
                    (i32.shl
                      (f32.gt
                        (f32.load (i32.add (local.get $row) (i32.load (local.get $node))))
                        (f32.load offset=4 (local.get $node)))
                      (i32.const 4))))
                (local.set $steps (i32.sub (local.get $steps) (i32.const 1)))
                (br $down)))
            (f64.store (local.get $sum)
              (f64.add
                (f64.load (local.get $sum))
                (f64.promote_f32 (f32.load offset=12 (local.get $node)))))
            (local.set $row (i32.add (local.get $row) (local.get $rowBytes)))
            (local.set $sum (i32.add (local.get $sum) (i32.const 8)))
            (br $nextRow)))
        (local.set $tree (i32.add (local.get $tree) (i32.const 8)))
        (br $nextTree)))))
