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
  /** Moves it up, or down where negative, among matches about as good; −5 to 5, 0: leaves it where it is. */
  readonly boost: number;
  /** Half-open validity [validFromMs, validUntilMs) in Unix milliseconds; null is unbounded. */
  readonly validFromMs: number | null;
  readonly validUntilMs: number | null;
}

/** What a document of nothing but an id and a wording holds. */
export const BARE_DOCUMENT = {
  answer: '',
  phrasings: [],
  negativePhrasings: [],
  category: null,
  tags: [],
  pinned: false,
  boost: 0,
  validFromMs: null,
  validUntilMs: null,
} as const satisfies Omit<QuestionDocument, 'id' | 'question'>;

/** Whether the document may be shown at `nowMs`, Unix milliseconds. */
export function isValidAt({ validFromMs, validUntilMs }: QuestionDocument, nowMs: number): boolean {
  return (validFromMs === null || validFromMs <= nowMs) && (validUntilMs === null || nowMs < validUntilMs);
}

/** Whether the document may be shown at any time. */
export function isTimeless({ validFromMs, validUntilMs }: QuestionDocument): boolean {
  return validFromMs === null && validUntilMs === null;
}
