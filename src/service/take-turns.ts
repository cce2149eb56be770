import { setImmediate as nextTurn } from 'node:timers/promises';

/** For long loops in a process that others use: `if (turn.isOver) await turn.pass();` */
export interface Turn {
  /** Whether this turn has lasted long enough. Cheap. */
  readonly isOver: boolean;
  /** Lets everything that waits go first; then the next turn begins. */
  pass(): Promise<void>;
}

export interface TurnOptions {
  /** How long others may have to wait, > 0; default 2: a search meets about four turns from its request to its reply. */
  lastsMs?: number;
  /** Makes `pass` throw its reason once it is aborted. */
  signal?: AbortSignal | undefined;
}

export function takeTurns({ lastsMs = 2, signal }: TurnOptions = {}): Turn {
  let began = performance.now();
  return {
    get isOver() {
      return performance.now() - began > lastsMs;
    },
    async pass() {
      await nextTurn();
      signal?.throwIfAborted();
      began = performance.now();
    },
  };
}
