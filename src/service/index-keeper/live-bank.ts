import type { QuestionDocument } from '../../engine/index.ts';
import { BOOST_LIMIT } from '../limits.ts';
import type { Bank } from '../ports/bank-store.ts';
import type { QuestionContent, SearchedContent } from '../ports/question.ts';
import type { BankVocabulary } from '../ports/vocabulary-store.ts';
import type { SearchIndex } from '../search-engine.ts';

/** A bank as searches see it: one version of its settings, vocabulary and questions. Immutable. */
export interface LiveBank {
  /** `bank.version` is the version that the index holds. */
  readonly bank: Bank;
  readonly vocabulary: BankVocabulary;
  readonly index: SearchIndex;
  /** What the change log says of the step to this version, see `ChangeLog.changeMark`. */
  readonly mark: string | null;
  /** Read from a snapshot: the store has not yet said what changed since. */
  readonly fromSnapshot: boolean;
}

/** Whether searches find a question. */
export function isSearched({ status }: Pick<QuestionContent, 'status'>): boolean {
  return status === 'published';
}

/** The question as the engine searches it; null when it is not published. */
export function toDocument(question: SearchedContent): QuestionDocument | null {
  if (!isSearched(question)) return null;
  return {
    id: question.id,
    question: question.question,
    answer: question.answer,
    phrasings: question.phrasings,
    negativePhrasings: question.negativePhrasings,
    category: question.category,
    tags: question.tags,
    pinned: question.pinned,
    // Other programs may have written any number.
    boost: Math.max(-BOOST_LIMIT, Math.min(BOOST_LIMIT, question.boost)),
    validFromMs: question.validFrom?.getTime() ?? null,
    validUntilMs: question.validUntil?.getTime() ?? null,
  };
}
