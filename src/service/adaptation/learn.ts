import {
  AdaptationFit,
  encodeAdaptation,
  fitScaling,
  logLoss,
  measureQuality,
  placeOfRight,
  scaleConfidence,
  type Adaptation,
  type AdaptationList,
  type AdaptationQuality,
} from '../../engine/index.ts';
import type { AdaptationFigures } from '../ports/adaptation-store.ts';
import type { SearchIndex } from '../search-engine.ts';
import type { Turn } from '../take-turns.ts';
import type { Example } from './gather-examples.ts';

/** What a bank learned, and whether it is better for it. */
export interface Learned {
  readonly figures: AdaptationFigures;
  /** Encoded; null: no better than before. */
  readonly content: string | null;
}

interface LearningContext {
  readonly index: SearchIndex;
  readonly modelVersion: string;
  readonly nowMs: number;
  readonly turn: Turn;
  readonly onProgress: (share: number) => void;
}

interface Asked extends Example {
  readonly list: AdaptationList;
  readonly fold: number;
}

const FOLDS = 5;
const EPOCHS = 3;
/** Fewer confirmed questions of users say nothing reliable of confidence. */
const LEAST_FOR_SCALING = 100;
/** Share of the work that is asking; the rest is fitting. */
const ASKING_SHARE = 0.8;
const NOTHING: ReadonlyMap<number, number> = new Map();

/**
 * Asks every example, fits on four fifths and measures on the rest, five times over; all wordings of a question
 * stay on one side. What is kept is fitted on everything.
 */
export async function learn(examples: readonly Example[], context: LearningContext): Promise<Learned> {
  const asked = await askAll(examples, context);
  const weightsOfFolds: ReadonlyMap<number, number>[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    weightsOfFolds.push(
      await fit(
        asked.filter((each) => each.fold !== fold),
        context,
      ),
    );
    context.onProgress(ASKING_SHARE + ((1 - ASKING_SHARE) * (fold + 1)) / (FOLDS + 1));
  }
  const before = measure(asked, () => NOTHING);
  const after = measure(asked, (fold) => weightsOfFolds[fold]!);
  const scaling = scalingOf(asked);
  const orders = isBetter(before, after);
  const figures = {
    examples: asked.length,
    fromUsers: asked.filter(({ fromUser }) => fromUser).length,
    before,
    after: orders ? after : before,
    scaled: scaling !== null,
  };
  if (!orders && scaling === null) return { figures: { ...figures, after }, content: null };
  const weights = orders ? await fit(asked, context) : NOTHING;
  return { figures, content: encodeAdaptation({ model: context.modelVersion, weights, scaling }) };
}

async function askAll(examples: readonly Example[], context: LearningContext): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const [place, example] of examples.entries()) {
    const list = context.index.listForAdaptation(example.query, example.documentId, context.nowMs);
    if (list !== null) asked.push({ ...example, list, fold: foldOf(example.documentId) });
    if (!context.turn.isOver) continue;
    context.onProgress((ASKING_SHARE * place) / examples.length);
    await context.turn.pass();
  }
  return asked;
}

async function fit(asked: readonly Asked[], { turn }: LearningContext): Promise<Map<number, number>> {
  const fitted = new AdaptationFit();
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const { list } of asked) {
      fitted.learn(list);
      if (turn.isOver) await turn.pass();
    }
  }
  return fitted.weights();
}

/** Each fold by the weights that were not fitted on it. */
function measure(
  asked: readonly Asked[],
  weightsOf: (fold: number) => ReadonlyMap<number, number>,
): AdaptationQuality {
  let [recallAt1, mrrAt10] = [0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const lists = asked.filter((each) => each.fold === fold).map(({ list }) => list);
    const quality = measureQuality(lists, weightsOf(fold));
    recallAt1 += (quality.recallAt1 * lists.length) / asked.length;
    mrrAt10 += (quality.mrrAt10 * lists.length) / asked.length;
  }
  return { recallAt1, mrrAt10 };
}

/** More right questions come first, and the places of the others are no worse. */
function isBetter(before: AdaptationQuality, after: AdaptationQuality): boolean {
  return after.recallAt1 > before.recallAt1 && after.mrrAt10 >= before.mrrAt10;
}

/** Null where users have confirmed too little, or confidence is as good as it was. */
function scalingOf(asked: readonly Asked[]): Adaptation['scaling'] {
  const answered = asked.flatMap(({ fromUser, fold, list }) => {
    const [first] = [...list.candidates].sort((a, b) => b.score - a.score);
    if (!fromUser || first === undefined) return [];
    const confidence = Math.min(0.999, Math.max(0.001, first.confidence));
    return [{ fold, confidence, isRight: placeOfRight(list, NOTHING) === 1 }];
  });
  if (answered.length < LEAST_FOR_SCALING) return null;
  const confidencesOf = (chosen: typeof answered) => chosen.map(({ confidence }) => confidence);
  const rightOf = (chosen: typeof answered) => chosen.map(({ isRight }) => isRight);
  const scalings = Array.from({ length: FOLDS }, (_, fold) => {
    const others = answered.filter((each) => each.fold !== fold);
    return fitScaling(confidencesOf(others), rightOf(others));
  });
  const scaled = answered.map(({ fold, confidence }) => scaleConfidence(scalings[fold]!, confidence));
  const right = rightOf(answered);
  const isBetterSo = logLoss(scaled, right) < logLoss(confidencesOf(answered), right);
  return isBetterSo ? fitScaling(confidencesOf(answered), right) : null;
}

/** FNV-1a of the id: the same in every run. */
function foldOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 8) % FOLDS;
}
