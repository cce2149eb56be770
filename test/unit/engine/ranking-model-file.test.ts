import { describe, expect, test } from 'vitest';
import { CorruptModelError, ModelVersionError, readRankingModel } from '../../../src/engine/index.ts';
import { packModel, unpackModel } from '../../../src/engine/ranking/model-file.ts';

// 1. What was packed is unpacked. 2. Damage of any kind is named, never read. 3. Other versions are named.

const packed = packModel(
  new Map([
    ['one', Uint8Array.of(1, 2, 3)],
    ['two', new Uint8Array(0)],
    ['eight888', Uint8Array.of(255)],
  ]),
);

describe('the model file', () => {
  test('gives back its sections, each where numbers may be read', () => {
    const sections = unpackModel(packed);
    expect([...sections.keys()]).toEqual(['one', 'two', 'eight888']);
    expect([...sections.get('one')!]).toEqual([1, 2, 3]);
    expect(sections.get('two')!.length).toBe(0);
    expect(sections.get('eight888')!.byteOffset % 8).toBe(0);
  });

  test('is read from the middle of a larger buffer', () => {
    const larger = new Uint8Array(packed.length + 3);
    larger.set(packed, 3);
    expect([...unpackModel(larger.subarray(3)).get('one')!]).toEqual([1, 2, 3]);
  });

  test.each([
    ['empty', new Uint8Array(0)],
    ['of another kind', new TextEncoder().encode('{"weights": []} and so on')],
    ['cut short', packed.subarray(0, packed.length - 8)],
    ['with one bit turned', packed.map((byte, i) => (i === packed.length - 1 ? byte ^ 1 : byte))],
    ['with a length that reaches too far', packed.map((byte, i) => (i === 28 ? 200 : byte))],
  ])('%s is corrupt', (_, bytes) => {
    expect(() => unpackModel(bytes)).toThrow(CorruptModelError);
    expect(() => readRankingModel(bytes)).toThrow(CorruptModelError);
  });

  test('of a later format says so', () => {
    const later = packed.slice();
    later[4] = 99;
    expect(() => unpackModel(later)).toThrow(ModelVersionError);
  });

  test('fitted on other features says so', () => {
    const other = packModel(new Map([['features', Uint8Array.of(97)]]));
    expect(() => readRankingModel(other)).toThrow(ModelVersionError);
  });
});
