export const FEEDBACK_VERDICTS = ['helpful', 'unhelpful', 'picked'] as const;
export type FeedbackVerdict = (typeof FEEDBACK_VERDICTS)[number];

/** What a user said of an answer. The question they asked is kept with personal numbers masked. */
export interface Feedback {
  queryId: string;
  /** Null when the query is no longer remembered. */
  bank: string | null;
  query: string | null;
  questionId: string | null;
  verdict: FeedbackVerdict;
  at: Date;
}

export interface FeedbackStore {
  recordFeedback(feedback: Feedback): Promise<void>;
  /** Newest first. */
  listFeedback(bank: string, limit: number): Promise<Feedback[]>;
}
