import { memoryOfDocument } from '../engine/index.ts';
import { demandRoom, type IndexRoom } from './index-keeper/index-room.ts';
import { isSearched } from './index-keeper/live-bank.ts';
import type { QuestionChange } from './ports/question-store.ts';
import type { Store } from './ports/store.ts';

/**
 * The store, but without writes that add more questions than the indexes have room for: `applyQuestionChanges` and
 * `finishImport` then throw AppError `index_memory_exceeded` and write nothing.
 * @param room as it is at the time of a write
 */
export function withinIndexMemory(store: Store, room: () => IndexRoom): Store {
  return {
    ...store,
    async applyQuestionChanges(bank, changes, audit) {
      demandRoomFor(changes, room());
      return store.applyQuestionChanges(bank, changes, audit);
    },
    async finishImport(outcome, lease) {
      if (outcome.write !== null) demandRoomFor(outcome.write.changes, room());
      return store.finishImport(outcome, lease);
    },
  };
}

/** A changed question takes about what it took: only more and fewer questions count. */
function demandRoomFor(changes: readonly QuestionChange[], room: IndexRoom): void {
  let moreBytes = 0;
  for (const change of changes) {
    if (change.kind === 'remove') moreBytes -= room.questionBytes;
    else if (change.kind !== 'update' && isSearched(change.content))
      moreBytes += memoryOfDocument(change.content);
  }
  if (moreBytes > 0) demandRoom(room, moreBytes);
}
