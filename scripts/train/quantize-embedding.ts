import type { EmbeddingTable } from '../../src/engine/ranking/embedding.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Vectors as integers −127 to 127 with one scale a token. */
export function quantizeEmbedding(
  { dimensions, keys, weights }: Vocabulary,
  rows: Float32Array,
): EmbeddingTable {
  const values = new Int8Array(rows.length);
  const scales = new Float32Array(keys.length);
  for (let token = 0; token < keys.length; token++) {
    const row = rows.subarray(token * dimensions, (token + 1) * dimensions);
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
    scales[token] = largest / 127;
    row.forEach((value, i) => (values[token * dimensions + i] = Math.round(value / scales[token]!)));
  }
  return { dimensions, keys, values, scales, weights };
}
