import { setTimeout as sleep } from 'node:timers/promises';
import type { BankIndex, DocumentChanges, MergedSegments, Steps } from '../engine/index.ts';
import { runInTurns } from './run-in-turns.ts';

/** One state of an index, whose segments are merged in the background. */
export interface MergingIndex {
  /** The same documents at all times, in fewer segments once they are merged. */
  readonly index: BankIndex;
  withChanges(changes: DocumentChanges): Promise<MergingIndex>;
}

/** States of an index of which each follows from the one before; the newest is what is merged. */
interface Lineage {
  newest: { index: BankIndex };
  isMerging: boolean;
  /** Changes being worked in. */
  changing: number;
  /** What was merged last, as long as a change may be under way that began before and does not know of it. */
  merged: MergedSegments | null;
}

/** Told of a merge that failed. The index is what it was; the next change tries again. */
export type OnMergeFailed = (error: unknown) => void;

/** Merging leaves as much time to others as it takes. */
const TURN_MS = 4;

export function createMergingIndex(index: BankIndex, onMergeFailed: OnMergeFailed): MergingIndex {
  return stateOf({ index }, onMergeFailed);
}

function lineageFrom(newest: { index: BankIndex }): Lineage {
  return { newest, isMerging: false, changing: 0, merged: null };
}

function stateOf(
  state: { index: BankIndex },
  onMergeFailed: OnMergeFailed,
  lineage = lineageFrom(state),
): MergingIndex {
  // Of the lineage that goes on with the first change nothing is held here: it may be given up.
  let next = lineage;
  return {
    get index() {
      return state.index;
    },
    async withChanges(changes) {
      const line = next;
      line.changing++;
      try {
        const changed = { index: await runInTurns(state.index.withChangesInSteps(changes)) };
        for (let known = null; line.newest === state && known !== line.merged;) {
          known = line.merged;
          if (known !== null) changed.index = await runInTurns(changed.index.withMerged(known));
        }
        // Where another change to this state was quicker, what is merged there is without what that one took away.
        const own = line.newest === state ? line : lineageFrom(changed);
        if (own === line) next = lineageFrom(state);
        own.newest = changed;
        void mergeInBackground(own).catch(onMergeFailed);
        return stateOf(changed, onMergeFailed, own);
      } finally {
        line.changing--;
        forgetMerged(line);
      }
    },
  };
}

/** Until nothing is worth merging. Changes may be made meanwhile. */
async function mergeInBackground(lineage: Lineage): Promise<void> {
  if (lineage.isMerging) return;
  lineage.isMerging = true;
  try {
    for (;;) {
      const steps = lineage.newest.index.mergeInSteps();
      if (steps === null) return;
      const merged = await runBesideOthers(steps);
      lineage.merged = merged;
      for (let isCurrent = false; !isCurrent;) {
        const { newest } = lineage;
        newest.index = await runBesideOthers(newest.index.withMerged(merged));
        isCurrent = newest === lineage.newest;
      }
      forgetMerged(lineage);
    }
  } finally {
    lineage.isMerging = false;
  }
}

/** It holds on to the segments that were merged. */
function forgetMerged(lineage: Lineage): void {
  if (lineage.changing === 0) lineage.merged = null;
}

/** Does not keep a process alive that has nothing else to do. */
async function runBesideOthers<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const began = performance.now();
    let step = steps.next();
    while (step.done !== true && performance.now() - began < TURN_MS) step = steps.next();
    if (step.done === true) return step.value;
    await sleep(TURN_MS, undefined, { ref: false });
  }
}
