import type { StoredQuestion } from '../../service/ports/question.ts';

/** A question as the API shows it: without the key by which the store recognises duplicates. */
export function presentQuestion(stored: StoredQuestion): Omit<StoredQuestion, 'questionKey'> {
  return {
    id: stored.id,
    bank: stored.bank,
    externalId: stored.externalId,
    question: stored.question,
    answer: stored.answer,
    phrasings: stored.phrasings,
    negativePhrasings: stored.negativePhrasings,
    category: stored.category,
    tags: stored.tags,
    status: stored.status,
    validFrom: stored.validFrom,
    validUntil: stored.validUntil,
    pinned: stored.pinned,
    boost: stored.boost,
    extra: stored.extra,
    version: stored.version,
    createdBy: stored.createdBy,
    createdAt: stored.createdAt,
    updatedBy: stored.updatedBy,
    updatedAt: stored.updatedAt,
    changeReason: stored.changeReason,
  };
}
