import type { Steps } from '../engine/index.ts';
import { takeTurns, type Turn } from './take-turns.ts';

/** The result of all steps; others get their turn between them. What fits into one turn is done at once. */
export async function runInTurns<T>(steps: Steps<T>, turn: Turn = takeTurns()): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (turn.isOver) await turn.pass();
  }
}
