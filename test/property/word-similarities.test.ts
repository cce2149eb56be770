/** Remembered similarities are those of the words asked for, whatever pair had their place before. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosineOf } from '../../src/engine/ranking/vectors.ts';
import { WordSimilarities } from '../../src/engine/ranking/word-similarities.ts';

/** Words whose keys differ in upper bits alone, so that many pairs have one place. */
const word = fc.tuple(fc.nat(3), fc.nat(3)).map(([lower, upper]) => {
  const key = (upper << 28) | lower;
  return {
    key,
    vector: Int8Array.from({ length: 4 }, (_, i) => ((lower * 37 + upper * 91 + i * 53) % 255) - 127),
  };
});

test('remembers similarities', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { maxLength: 60 }), (pairs) => {
      const similarities = new WordSimilarities();
      for (const [a, b] of pairs) {
        const expected = Math.fround(cosineOf(a.vector, b.vector));
        expect(similarities.of(a.key, a.vector, b.key, b.vector)).toBe(expected);
        expect(similarities.of(b.key, b.vector, a.key, a.vector)).toBe(expected);
      }
    }),
  );
});
