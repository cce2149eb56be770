import type { QuestionDocument } from '../../engine/index.ts';
import { toDocument } from '../index-keeper/live-bank.ts';
import type { ComingChanges } from '../index-keeper/prepared-index.ts';
import type { QuestionChange } from '../ports/question-store.ts';
import type { Audit } from '../ports/question.ts';
import { stepMarkOf } from '../step-mark.ts';

const KINDS = { add: 'added', restore: 'added', update: 'updated', remove: 'removed' } as const;

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
  const put: QuestionDocument[] = [];
  const removed: string[] = [];
  for (const change of changes) {
    const id = change.id!;
    const document = change.kind === 'remove' ? null : toDocument({ ...change.content, id });
    if (document === null) removed.push(id);
    else put.push(document);
  }
  const { kind, id } = changes.at(-1)!;
  const mark = stepMarkOf({ kind: KINDS[kind], questionId: id!, by, at });
  return { version: version + changes.length, mark, documents: { put, removed } };
}
