export const QUESTION_STATUSES = ['published', 'draft', 'archived'] as const;
export type QuestionStatus = (typeof QUESTION_STATUSES)[number];

/** What an administrator writes about one question. Only `published` questions are searched. */
export interface QuestionContent {
  /** The administrator's own id, unique in its bank; null when they keep none. */
  externalId: string | null;
  question: string;
  answer: string;
  phrasings: readonly string[];
  /** Wordings that must never lead to this answer. */
  negativePhrasings: readonly string[];
  category: string | null;
  tags: readonly string[];
  status: QuestionStatus;
  /** Half-open validity [validFrom, validUntil); null is unbounded. */
  validFrom: Date | null;
  validUntil: Date | null;
  pinned: boolean;
  /** An integer from −5 to 5: moves the question up or down among matches about as good. */
  boost: number;
  /** Whatever else the administrator keeps with it, by name; it is not searched. */
  extra: Readonly<Record<string, string>>;
}

/** What of a question a search may look at. */
export type SearchedContent = Omit<QuestionContent, 'externalId' | 'extra'> & Pick<StoredQuestion, 'id'>;

/** One question as the store keeps it. */
export interface StoredQuestion extends QuestionContent {
  /** Opaque, sorts by time of creation. */
  id: string;
  bank: string;
  /** The engine's identity form of `question`, unique in its bank: how duplicates are recognised. */
  questionKey: string;
  /** 1 at first, plus one for every change. */
  version: number;
  createdBy: string;
  createdAt: Date;
  updatedBy: string;
  updatedAt: Date;
  changeReason: string | null;
}

/** Who changes something, when and why. */
export interface Audit {
  by: string;
  at: Date;
  reason: string | null;
  /** The import batch that makes the change, if one does. */
  importId: string | null;
}
