/** How far a bank's confidence is stretched and moved: σ(slope · logit(confidence) + offset), slope > 0. */
export interface ConfidenceScaling {
  readonly slope: number;
  readonly offset: number;
}

/** What a bank has learned from itself, on top of a fitted model: what its askers mean by the same, and what not. */
export interface Adaptation {
  /** Version of the model that it was fitted on: over another one it means nothing. */
  readonly model: string;
  /** What a difference between query and wording adds to the score, by `slotOf` its hash. */
  readonly weights: ReadonlyMap<number, number>;
  /** Null: confidence as the model gives it. */
  readonly scaling: ConfidenceScaling | null;
}

/** Different differences seldom share one of so many. */
export const SLOTS = 1 << 20;

/** @param key of a difference, as `findDifferences` hashes it */
export function slotOf(key: number): number {
  return key & (SLOTS - 1);
}

const FORMAT = 1;
/** Weights are kept as integers in steps of this. */
const STEP = 0.01;

/** Sum of what the differences weigh in this bank. */
export function weighAdaptation(weights: Adaptation['weights'], keys: Int32Array): number {
  let sum = 0;
  for (const key of keys) sum += weights.get(slotOf(key)) ?? 0;
  return sum;
}

/** @param confidence 0–1 @returns 0–1, rising with `confidence` */
export function scaleConfidence(scaling: ConfidenceScaling | null, confidence: number): number {
  if (scaling === null || confidence <= 0 || confidence >= 1) return confidence;
  const logit = Math.log(confidence / (1 - confidence));
  return 1 / (1 + Math.exp(-(scaling.slope * logit + scaling.offset)));
}

/** As JSON text, about 15 bytes a weight. `decodeAdaptation` gives back the same but for the rounding of weights. */
export function encodeAdaptation({ model, weights, scaling }: Adaptation): string {
  const kept = [...weights].map(([slot, weight]) => [slot, Math.round(weight / STEP)] as const);
  const telling = kept.filter(([, steps]) => steps !== 0);
  return JSON.stringify({
    format: FORMAT,
    model,
    slots: telling.map(([slot]) => slot),
    steps: telling.map(([, steps]) => steps),
    scaling,
  });
}

/** Null: it is none, or one of another format. */
export function decodeAdaptation(text: string): Adaptation | null {
  const read = parse(text);
  if (read?.format !== FORMAT || typeof read.model !== 'string') return null;
  const { slots, steps, scaling = null } = read;
  if (!isNumbers(slots) || !isNumbers(steps) || slots.length !== steps.length) return null;
  if (scaling !== null && !(scaling.slope > 0 && Number.isFinite(scaling.offset))) return null;
  return {
    model: read.model,
    weights: new Map(slots.map((slot, i) => [slot, steps[i]! * STEP])),
    scaling,
  };
}

interface Encoded {
  format?: unknown;
  model?: unknown;
  slots?: unknown;
  steps?: unknown;
  scaling?: ConfidenceScaling | null;
}

function parse(text: string): Encoded | null {
  try {
    return JSON.parse(text) as Encoded | null;
  } catch {
    return null;
  }
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => Number.isFinite(each));
}
