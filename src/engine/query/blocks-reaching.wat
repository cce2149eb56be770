;; Which blocks can still matter, sixteen at a time: a search looks at the sums of all blocks twice, and V8 compiles
;; loops over typed arrays to one comparison, and one branch that is guessed wrong, for each block.
;; Compiled into blocks-reaching-wasm.ts by `npx tsx scripts/make-wasm.ts`.
(module
  (memory (export "memory") 1)
  ;; Writes the numbers of those sums that are at least $least, in order; a sum's number is its place in memory / 4.
  ;; $sum  where the first sum is; a multiple of 64
  ;; $end  where the last one ends; a multiple of 64
  ;; $out  where the numbers are written to
  ;; Returns how many numbers it wrote.
  (func (export "blocksReaching")
    (param $sum i32) (param $end i32) (param $least i32) (param $out i32) (result i32)
    (local $wanted v128)
    (local $reaching i32)
    (local $number i32)
    (local $start i32)
    (local.set $start (local.get $out))
    (local.set $wanted (i32x4.splat (local.get $least)))
    (block $done
      (loop $sixteen
        (br_if $done (i32.ge_u (local.get $sum) (local.get $end)))
        ;; One bit for each sum that reaches it.
        (local.set $reaching
          (i8x16.bitmask
            (i8x16.narrow_i16x8_s
              (i16x8.narrow_i32x4_s
                (i32x4.ge_s (v128.load (local.get $sum)) (local.get $wanted))
                (i32x4.ge_s (v128.load offset=16 (local.get $sum)) (local.get $wanted)))
              (i16x8.narrow_i32x4_s
                (i32x4.ge_s (v128.load offset=32 (local.get $sum)) (local.get $wanted))
                (i32x4.ge_s (v128.load offset=48 (local.get $sum)) (local.get $wanted))))))
        (local.set $number (i32.shr_u (local.get $sum) (i32.const 2)))
        (block $none
          (loop $lowestBit
            (br_if $none (i32.eqz (local.get $reaching)))
            (i32.store (local.get $out) (i32.add (local.get $number) (i32.ctz (local.get $reaching))))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))
            (local.set $reaching
              (i32.and (local.get $reaching) (i32.sub (local.get $reaching) (i32.const 1))))
            (br $lowestBit)))
        (local.set $sum (i32.add (local.get $sum) (i32.const 64)))
        (br $sixteen)))
    (i32.shr_u (i32.sub (local.get $out) (local.get $start)) (i32.const 2))))
