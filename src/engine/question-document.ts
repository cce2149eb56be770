/** One question as the engine sees it: what is searched, what is shown, and when it may be shown. */
export interface QuestionDocument {
  /** Opaque, unique in its bank. */
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  /** Other wordings that lead to the same answer. */
  readonly phrasings: readonly string[];
  /** Wordings that must never lead to this answer. */
  readonly negativePhrasings: readonly string[];
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly pinned: boolean;
  /** Half-open validity [validFromMs, validUntilMs) in Unix milliseconds; null is unbounded. */
  readonly validFromMs: number | null;
  readonly validUntilMs: number | null;
}
