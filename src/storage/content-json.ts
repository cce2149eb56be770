import type { QuestionContent } from '../service/ports/question.ts';

/** A content as `JSON.parse` gives it: times are texts, and old ones lack what was added since. */
export type ParsedContent = Omit<QuestionContent, 'validFrom' | 'validUntil' | 'boost' | 'extra'> & {
  validFrom: string | null;
  validUntil: string | null;
  boost?: number;
  extra?: QuestionContent['extra'];
};

/** The content of a question as the change log keeps it. */
export function contentFromJson(json: string): QuestionContent {
  return reviveContent(JSON.parse(json) as ParsedContent);
}

/** Times come back as such, and what the content lacks as what questions had before. */
export function reviveContent({
  validFrom,
  validUntil,
  boost = 0,
  extra = {},
  ...rest
}: ParsedContent): QuestionContent {
  return { ...rest, validFrom: toDate(validFrom), validUntil: toDate(validUntil), boost, extra };
}

/** The extra fields of a question as its row keeps them. */
export function extraFromJson(json: string): QuestionContent['extra'] {
  return JSON.parse(json) as QuestionContent['extra'];
}

function toDate(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}
