import { describe, expect, test } from 'vitest';
import {
  AdaptationFit,
  decodeAdaptation,
  encodeAdaptation,
  fitScaling,
  logLoss,
  measureQuality,
  type AdaptationList,
} from '../../../src/engine/index.ts';
import { scaleConfidence, slotOf, weighAdaptation } from '../../../src/engine/adaptation/adaptation.ts';

const candidate = (documentId: string, isRight: boolean, score: number, ...differences: number[]) => ({
  ...{ documentId, isRight, score, confidence: 0.5 },
  differences: Int32Array.from(differences),
});
const JARGON = 0x7abcdef1;
const OTHER = -12345;
/** The model prefers the wrong one; a difference that goes with the right one says otherwise. */
const list: AdaptationList = {
  candidates: [candidate('wrong', false, 1, OTHER), candidate('right', true, 0.8, JARGON, OTHER)],
};

describe('what a bank learns', () => {
  test('puts the right question first', () => {
    expect(measureQuality([list], new Map())).toEqual({ recallAt1: 0, mrrAt10: 0.5 });
    const fit = new AdaptationFit();
    for (let round = 0; round < 40; round++) fit.learn(list);
    const weights = fit.weights();
    expect(measureQuality([list], weights)).toEqual({ recallAt1: 1, mrrAt10: 1 });
    expect(weights.get(slotOf(JARGON))).toBeGreaterThan(0.1);
  });

  test('is nothing where there is nothing to tell apart', () => {
    const fit = new AdaptationFit();
    for (let round = 0; round < 10; round++) {
      fit.learn({ candidates: [candidate('a', true, 1, JARGON)] });
      fit.learn({ candidates: [candidate('a', false, 1, JARGON)] });
      fit.learn({ candidates: [] });
    }
    expect(fit.weights().size).toBe(0);
  });

  test('counts a list without its right question as missed, and ties as lost', () => {
    const missing = { candidates: [candidate('a', false, 1)] };
    const tied = { candidates: [candidate('a', false, 1), candidate('b', true, 1)] };
    expect(measureQuality([missing, tied], new Map())).toEqual({ recallAt1: 0, mrrAt10: 0.25 });
  });

  test('survives being written and read', () => {
    const weights = new Map([
      [slotOf(JARGON), 0.25],
      [slotOf(OTHER), -0.5],
      [7, 0.001],
    ]);
    const scaling = { slope: 1.5, offset: -0.25 };
    const read = decodeAdaptation(encodeAdaptation({ model: 'm', weights, scaling }))!;
    expect(read.model).toBe('m');
    expect(read.scaling).toEqual(scaling);
    expect([...read.weights.keys()]).toEqual([slotOf(JARGON), slotOf(OTHER)]);
    expect(weighAdaptation(read.weights, Int32Array.of(JARGON, OTHER, 99))).toBeCloseTo(-0.25);
  });

  test.each([
    ['not JSON', '{'],
    ['another format', '{"format":2,"model":"m","slots":[],"steps":[],"scaling":null}'],
    ['uneven lists', '{"format":1,"model":"m","slots":[1],"steps":[],"scaling":null}'],
    ['texts for numbers', '{"format":1,"model":"m","slots":["1"],"steps":[1],"scaling":null}'],
    ['a falling scale', '{"format":1,"model":"m","slots":[],"steps":[],"scaling":{"slope":-1,"offset":0}}'],
    ['null', 'null'],
  ])('is not read from %s', (_, text) => {
    expect(decodeAdaptation(text)).toBeNull();
  });
});

describe('confidence', () => {
  test('is stretched and moved towards what was right, and keeps its order', () => {
    const confidences = Array.from({ length: 400 }, (_, i) => 0.7 + (0.25 * i) / 400);
    const right = confidences.map((_, i) => i % 2 === 0);
    const scaling = fitScaling(confidences, right);
    const scaled = confidences.map((confidence) => scaleConfidence(scaling, confidence));
    expect(logLoss(scaled, right)).toBeLessThan(logLoss(confidences, right));
    expect(scaled.reduce((sum, value) => sum + value, 0) / 400).toBeCloseTo(0.5, 1);
    expect(scaled).toEqual([...scaled].sort((a, b) => a - b));
  });

  test('stays as it is where nothing was learned, and at its ends', () => {
    expect(scaleConfidence(null, 0.3)).toBe(0.3);
    for (const end of [0, 1]) expect(scaleConfidence({ slope: 2, offset: 3 }, end)).toBe(end);
  });
});
