import { setImmediate as nextTurn } from 'node:timers/promises';

/** For long loops in a process that others use: `if (turn.isOver) await turn.pass();` */
export interface Turn {
  /** Whether this turn has lasted long enough. Cheap. */
  readonly isOver: boolean;
  /** Lets everything that waits go first; then the next turn begins. */
  pass(): Promise<void>;
}

/** @param lastsMs how long others may have to wait, > 0 */
export function takeTurns(lastsMs = 8): Turn {
  let began = performance.now();
  return {
    get isOver() {
      return performance.now() - began > lastsMs;
    },
    async pass() {
      await nextTurn();
      began = performance.now();
    },
  };
}
