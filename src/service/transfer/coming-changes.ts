import { memoryOfDocument, type QuestionDocument } from '../../engine/index.ts';
import { isSearched, toDocument } from '../index-keeper/live-bank.ts';
import type { ComingChanges } from '../index-keeper/prepared-index.ts';
import type { QuestionChange } from '../ports/question-store.ts';
import type { Audit } from '../ports/question.ts';
import { stepMarkOf } from '../step-mark.ts';

const KINDS = { add: 'added', restore: 'added', update: 'updated', remove: 'removed' } as const;

/** So that no piece holds the thread that takes it up for long. */
const DOCUMENTS_AT_ONCE = 200;

/**
 * What a batch of changes will make of a bank.
 * @param version of the bank before
 * @param changes at least one, all with an id
 */
export function comingChanges(
  version: number,
  changes: readonly QuestionChange[],
  { by, at }: Audit,
): ComingChanges {
  const removed: string[] = [];
  let bytes = 0;
  for (const change of changes) {
    const isPut = change.kind !== 'remove' && isSearched(change.content);
    if (isPut) bytes += memoryOfDocument(change.content);
    else removed.push(change.id!);
  }
  const { kind, id } = changes.at(-1)!;
  return {
    version: version + changes.length,
    mark: stepMarkOf({ kind: KINDS[kind], questionId: id!, by, at }),
    removed,
    put: { count: changes.length - removed.length, bytes, pieces: piecesOf(changes) },
  };
}

function* piecesOf(changes: readonly QuestionChange[]): Generator<QuestionDocument[]> {
  let piece: QuestionDocument[] = [];
  for (const change of changes) {
    const document = change.kind === 'remove' ? null : toDocument({ ...change.content, id: change.id! });
    if (document === null) continue;
    if (piece.push(document) < DOCUMENTS_AT_ONCE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
