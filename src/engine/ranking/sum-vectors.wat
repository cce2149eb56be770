;; The vector of a text from those of its tokens, sixteen dimensions at a time: a search encodes some fifty candidates,
;; each of some forty tokens, and V8 compiles loops over typed arrays to one dimension at a time.
;; Compiled into sum-vectors-wasm.ts by `npx tsx scripts/make-wasm.ts`.
(module
  (memory (export "memory") 1)
  ;; Sums the rows of some tokens, scales the sum to the length 127 and rounds it; without tokens all is 0.
  ;; $tokens, $tokensEnd  where their numbers are, 4 bytes each
  ;; $values      where the rows are, a byte a dimension
  ;; $scales      where what each row is multiplied by is, a float a token
  ;; $dimensions  of a row; a multiple of 4, at least 16
  ;; $sums        room for a float a dimension
  ;; $out         where the result is written to, a byte a dimension
  (func (export "sumVectors")
    (param $tokens i32) (param $tokensEnd i32) (param $values i32) (param $scales i32)
    (param $dimensions i32) (param $sums i32) (param $out i32)
    (local $dimension i32)
    (local $last i32)
    (local $at i32)
    (local $number i32)
    (local $row v128)
    (local $half v128)
    (local $scale v128)
    (local $a v128)
    (local $b v128)
    (local $c v128)
    (local $d v128)
    ;; The last sixteen dimensions begin here: they overlap those before where the number is no multiple of 16.
    (local.set $last (i32.sub (local.get $dimensions) (i32.const 16)))
    (loop $sixteen
      (local.set $a (v128.const i32x4 0 0 0 0))
      (local.set $b (v128.const i32x4 0 0 0 0))
      (local.set $c (v128.const i32x4 0 0 0 0))
      (local.set $d (v128.const i32x4 0 0 0 0))
      (local.set $at (local.get $tokens))
      (block $summed
        (loop $token
          (br_if $summed (i32.ge_u (local.get $at) (local.get $tokensEnd)))
          (local.set $number (i32.load (local.get $at)))
          (local.set $scale
            (v128.load32_splat (i32.add (local.get $scales) (i32.shl (local.get $number) (i32.const 2)))))
          (local.set $row
            (v128.load
              (i32.add
                (i32.add (local.get $values) (local.get $dimension))
                (i32.mul (local.get $number) (local.get $dimensions)))))
          (local.set $half (i16x8.extend_low_i8x16_s (local.get $row)))
          (local.set $a
            (f32x4.add (local.get $a)
              (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
          (local.set $b
            (f32x4.add (local.get $b)
              (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
          (local.set $half (i16x8.extend_high_i8x16_s (local.get $row)))
          (local.set $c
            (f32x4.add (local.get $c)
              (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
          (local.set $d
            (f32x4.add (local.get $d)
              (f32x4.mul (local.get $scale) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
          (local.set $at (i32.add (local.get $at) (i32.const 4)))
          (br $token)))
      (local.set $at (i32.add (local.get $sums) (i32.shl (local.get $dimension) (i32.const 2))))
      (v128.store (local.get $at) (local.get $a))
      (v128.store offset=16 (local.get $at) (local.get $b))
      (v128.store offset=32 (local.get $at) (local.get $c))
      (v128.store offset=48 (local.get $at) (local.get $d))
      (if (i32.lt_u (local.get $dimension) (local.get $last))
        (then
          (local.set $dimension (i32.add (local.get $dimension) (i32.const 16)))
          (if (i32.gt_u (local.get $dimension) (local.get $last))
            (then (local.set $dimension (local.get $last))))
          (br $sixteen))))
    ;; The squares, four side by side.
    (local.set $a (v128.const i32x4 0 0 0 0))
    (local.set $dimension (i32.const 0))
    (loop $four
      (local.set $b
        (v128.load (i32.add (local.get $sums) (i32.shl (local.get $dimension) (i32.const 2)))))
      (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $b) (local.get $b))))
      (local.set $dimension (i32.add (local.get $dimension) (i32.const 4)))
      (br_if $four (i32.lt_u (local.get $dimension) (local.get $dimensions))))
    ;; What makes the length 127. Where the sum is 0 it is infinite, and 0 times that becomes 0 as an integer.
    (local.set $scale
      (f32x4.splat
        (f32.div
          (f32.const 127)
          (f32.sqrt
            (f32.add
              (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
              (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a))))))))
    (local.set $dimension (i32.const 0))
    (loop $rounded
      (local.set $at (i32.add (local.get $sums) (i32.shl (local.get $dimension) (i32.const 2))))
      (v128.store
        (i32.add (local.get $out) (local.get $dimension))
        (i8x16.narrow_i16x8_s
          (i16x8.narrow_i32x4_s
            (i32x4.trunc_sat_f32x4_s
              (f32x4.nearest (f32x4.mul (local.get $scale) (v128.load (local.get $at)))))
            (i32x4.trunc_sat_f32x4_s
              (f32x4.nearest (f32x4.mul (local.get $scale) (v128.load offset=16 (local.get $at))))))
          (i16x8.narrow_i32x4_s
            (i32x4.trunc_sat_f32x4_s
              (f32x4.nearest (f32x4.mul (local.get $scale) (v128.load offset=32 (local.get $at)))))
            (i32x4.trunc_sat_f32x4_s
              (f32x4.nearest (f32x4.mul (local.get $scale) (v128.load offset=48 (local.get $at))))))))
      (if (i32.lt_u (local.get $dimension) (local.get $last))
        (then
          (local.set $dimension (i32.add (local.get $dimension) (i32.const 16)))
          (if (i32.gt_u (local.get $dimension) (local.get $last))
            (then (local.set $dimension (local.get $last))))
          (br $rounded))))))
