import type { QuestionDocument } from '../../engine/index.ts';
import type { Feedback } from '../ports/feedback-store.ts';
import type { ConfirmedPair } from '../use-cases/bank-adaptation.ts';

/** A wording with the question that it asks for. */
export interface Example {
  readonly query: string;
  readonly documentId: string;
  /** Asked by a user or confirmed by an administrator, not written as a phrasing. */
  readonly fromUser: boolean;
}

/** Own phrasings beyond this number are sampled evenly: more teach little and take long. */
const MOST_PHRASINGS = 12_000;

/** @param idOf id of the question that a pair names; undefined: there is none */
export function gatherExamples(
  documents: Iterable<QuestionDocument>,
  feedback: readonly Feedback[],
  pairs: readonly ConfirmedPair[],
  idOf: (question: string) => string | undefined,
): Example[] {
  const phrasings: Example[] = [];
  const ids = new Set<string>();
  for (const { id, question, phrasings: others } of documents) {
    ids.add(id);
    if (others.length === 0) continue;
    for (const query of [question, ...others]) phrasings.push({ query, documentId: id, fromUser: false });
  }
  const confirmed = feedback.flatMap(({ query, questionId, verdict }) =>
    query !== null && questionId !== null && verdict !== 'unhelpful'
      ? [{ query, documentId: questionId }]
      : [],
  );
  const given = pairs.flatMap(({ query, question }) => {
    const documentId = idOf(question);
    return documentId === undefined ? [] : [{ query, documentId }];
  });
  const fromUsers = [...given, ...confirmed]
    .filter(({ documentId }) => ids.has(documentId))
    .map((pair) => ({ ...pair, fromUser: true }));
  return [...fromUsers, ...sampleEvenly(phrasings, MOST_PHRASINGS)];
}

function sampleEvenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  const step = items.length / most;
  return Array.from({ length: most }, (_, i) => items[Math.floor(i * step)]!);
}
