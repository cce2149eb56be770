/**
 * Embeddings of wordings:
 * 1. are those that the embedding gives, whatever segment the wordings are of, and where they are of none;
 * 2. stay so when a segment has more wordings than are remembered.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordingTable } from '../../../src/engine/index/wording-table.ts';
import type { Candidate } from '../../../src/engine/query/candidate.ts';
import { Embedding } from '../../../src/engine/ranking/embedding.ts';
import { bigramKey, characterKey, tokenKeys } from '../../../src/engine/ranking/text-tokens.ts';
import { cosineOf } from '../../../src/engine/ranking/vectors.ts';
import { WordingVectors } from '../../../src/engine/ranking/wording-vectors.ts';
import { documentOf } from '../../helpers/engine.ts';

const CHARACTERS = Array.from('农业银行信用卡如何还款贷');
const DIMENSIONS = 20;

/** Knows all characters but the last, and the pairs of neighbours in the list. */
function smallEmbedding(): Embedding {
  const codes = CHARACTERS.slice(0, -1).map((character) => character.charCodeAt(0));
  const keys = Int32Array.from([
    ...codes.map(characterKey),
    ...codes.slice(1).map((code, i) => bigramKey(codes[i]!, code)),
  ]);
  return new Embedding({
    dimensions: DIMENSIONS,
    keys,
    values: Int8Array.from({ length: keys.length * DIMENSIONS }, (_, i) => ((i * 7919) % 255) - 127),
    scales: new Float32Array(keys.length).fill(0.01),
    weights: new Float32Array(keys.length).fill(1),
  });
}

const embedding = smallEmbedding();
const query = embedding.encode(embedding.find(tokenKeys('信用卡还款', [3, 5])));

/** Candidates of one segment, each core one word. */
function candidatesOf(cores: readonly string[]): Candidate[] {
  const text = cores.join('');
  const starts = new Uint32Array(cores.length);
  const wordEnds = new Uint8Array(Math.ceil(text.length / 8));
  let end = 0;
  cores.forEach(({ length }, i) => {
    starts[i] = end;
    end += length;
    wordEnds[(end - 1) >>> 3]! |= 1 << ((end - 1) & 7);
  });
  const wordings = new WordingTable({
    texts: Uint16Array.from(text, (unit) => unit.charCodeAt(0)),
    wordEnds,
    starts,
    lengths: Uint16Array.from(cores, ({ length }) => length),
    documents: Uint32Array.from(cores, (_, i) => i),
    phrasings: new Uint16Array(cores.length),
    questions: Uint32Array.from(cores, (_, i) => i),
  });
  return cores.map((core, number) => ({
    document: documentOf(`q${number}`, core),
    get wording() {
      return wordings.at(number);
    },
    relativeScore: 1,
    place: { wordings, number },
  }));
}

/** Without a table. */
function expectedCosine({ wording: { core, wordEnds } }: Candidate): number {
  return cosineOf(query, embedding.encode(embedding.find(tokenKeys(core, wordEnds))));
}

const core = fc
  .array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 300 })
  .map((characters) => characters.join(''));

test('are those that the embedding gives', () => {
  fc.assert(
    fc.property(fc.array(core, { maxLength: 20 }), fc.array(core, { maxLength: 20 }), (some, others) => {
      const vectors = new WordingVectors(embedding);
      const candidates = [...candidatesOf(some), ...candidatesOf(others)];
      const nowhere = candidates.map(({ document, wording }) => {
        return { document, wording, relativeScore: 1, place: null };
      });
      for (const each of [...candidates, ...nowhere, ...candidates])
        expect(vectors.cosineOf(query, each)).toBe(expectedCosine(each));
      for (const each of candidates) expect(cosineOf(query, vectors.of(each))).toBe(expectedCosine(each));
    }),
  );
});

test('stay so when more are met than are remembered', () => {
  const vectors = new WordingVectors(embedding);
  const cores = Array.from({ length: 66_000 }, (_, i) => CHARACTERS[i % CHARACTERS.length]!);
  const candidates = candidatesOf(cores);
  for (const each of [...candidates, ...candidates.slice(0, 100)])
    expect(vectors.cosineOf(query, each)).toBe(expectedCosine(each));
});
