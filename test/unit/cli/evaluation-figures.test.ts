import { describe, expect, it } from 'vitest';
import { expectedCalibrationError } from '../../../src/cli/evaluate/expected-calibration-error.ts';
import { noAnswerFigures } from '../../../src/cli/evaluate/no-answer-figures.ts';
import { rankingFigures } from '../../../src/cli/evaluate/ranking-figures.ts';

describe('rankingFigures', () => {
  it('counts the first right question of each query', () => {
    expect(rankingFigures([1, 2, 6, 11, Infinity])).toEqual({
      queries: 5,
      recallAt1: 1 / 5,
      recallAt5: 2 / 5,
      recallAt10: 3 / 5,
      mrrAt10: (1 + 1 / 2 + 1 / 6) / 5,
    });
  });
});

describe('noAnswerFigures', () => {
  it('is perfect where every answerable query is more confident', () => {
    expect(noAnswerFigures([0.9, 0.8], [0.1, 0.2])).toEqual({ auc: 1, keptAt5: 1 });
  });

  it('counts ties as half, and answers nothing at the level of a false answer', () => {
    expect(noAnswerFigures([0.5, 0.9], [0.5])).toEqual({ auc: 0.75, keptAt5: 0.5 });
  });

  it('allows one false answer in twenty', () => {
    const unanswerable = [0.95, ...Array.from({ length: 19 }, () => 0.3)];
    expect(noAnswerFigures([0.4, 0.6], unanswerable)).toEqual({ auc: 0.95, keptAt5: 1 });
    expect(noAnswerFigures([0.4, 0.6], [0.99, ...unanswerable.slice(0, 19)]).keptAt5).toBe(0);
  });
});

describe('expectedCalibrationError', () => {
  it('is zero where confidence is accuracy', () => {
    const judged = [true, true, true, false].map((right) => ({ confidence: 0.75, right }));
    expect(expectedCalibrationError(judged)).toBe(0);
  });

  it('weighs the bins by size, and keeps a confidence of 1 in the last', () => {
    const judged = [
      { confidence: 1, right: true },
      { confidence: 0.95, right: false },
      { confidence: 0.2, right: false },
    ];
    expect(expectedCalibrationError(judged)).toBeCloseTo((0.95 + 0.2) / 3);
  });
});
