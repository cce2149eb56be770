import type { ErrorDetail } from '../errors.ts';
import { EXTRA_LIMITS, QUESTION_LIMITS } from './limits.ts';
import type { QuestionContent } from './ports/question.ts';
import { say } from '../said.ts';
import { cleanLine, cleanText } from './text.ts';
import { tooLong } from './too-long.ts';
import { tooMany } from './too-many.ts';
import { visibleLine, visibleName } from './visible-text.ts';

/** What a new question holds where its writer says nothing. */
export const NEW_QUESTION_DEFAULTS = {
  externalId: null,
  phrasings: [],
  negativePhrasings: [],
  category: null,
  tags: [],
  status: 'published',
  validFrom: null,
  validUntil: null,
  pinned: false,
  boost: 0,
  extra: {},
} as const satisfies Partial<QuestionContent>;

/** The years that every store keeps as they are. */
const EARLIEST_YEAR = 1000;
const LATEST_YEAR = 9999;

const CONTRADICTS = say(
  '与问题或相似问相同，不能又作排除问法',
  'is the same as the question or one of its phrasings',
);

/** A question's content ready to be stored, and everything that is wrong with it. */
export interface CheckedContent {
  content: QuestionContent;
  /** The engine's identity form of the question. */
  questionKey: string;
  /** Empty: it may be stored. */
  faults: ErrorDetail[];
}

/**
 * Cleans the texts (trimmed, no control characters, empty and repeated list entries dropped, phrasings that
 * say the same as the question dropped, extra fields without a name or a value dropped, external id, category,
 * tags and names of extra fields without characters that nobody sees) and checks them against `QUESTION_LIMITS` and
 * `EXTRA_LIMITS`.
 * @param identityOf the engine's `normalizeForIdentity`
 * Pure, never throws.
 */
export function checkQuestionContent(
  input: QuestionContent,
  identityOf: (text: string) => string,
): CheckedContent {
  const faults: ErrorDetail[] = [];
  const content: QuestionContent = {
    ...input,
    externalId: visibleName(input.externalId),
    question: cleanLine(input.question),
    answer: cleanText(input.answer),
    phrasings: cleanWordings(input.phrasings, identityOf, [input.question]),
    negativePhrasings: cleanWordings(input.negativePhrasings, identityOf, []),
    category: visibleName(input.category),
    tags: cleanTags(input.tags),
    extra: cleanExtra(input.extra),
  };
  const questionKey = identityOf(content.question);

  const checkLength = (path: string, text: string | null, limit: number): void => {
    faults.push(...tooLong(path, text ?? '', limit));
  };
  const checkCount = (path: string, entries: readonly string[], limit: number): void => {
    faults.push(...tooMany(path, entries.length, limit));
  };

  if (questionKey === '')
    faults.push({ path: 'question', message: say('问题里没有可以查找的文字', 'has no text to search for') });
  checkLength('question', content.question, QUESTION_LIMITS.question);
  if (content.answer === '')
    faults.push({ path: 'answer', message: say('答案不能为空', 'must not be empty') });
  checkLength('answer', content.answer, QUESTION_LIMITS.answer);
  for (const field of ['phrasings', 'negativePhrasings'] as const) {
    checkCount(field, content[field], QUESTION_LIMITS.phrasings);
    content[field].forEach((wording, position) => {
      checkLength(`${field}.${position}`, wording, QUESTION_LIMITS.phrasing);
      if (identityOf(wording) === '') {
        faults.push({
          path: `${field}.${position}`,
          message: say('没有可以查找的文字', 'has no text to search for'),
        });
      }
    });
  }
  const positive = new Set([questionKey, ...content.phrasings.map(identityOf)]);
  content.negativePhrasings.forEach((wording, position) => {
    if (positive.has(identityOf(wording))) {
      faults.push({ path: `negativePhrasings.${position}`, message: CONTRADICTS });
    }
  });
  checkLength('category', content.category, QUESTION_LIMITS.category);
  checkCount('tags', content.tags, QUESTION_LIMITS.tags);
  content.tags.forEach((tag, position) => {
    checkLength(`tags.${position}`, tag, QUESTION_LIMITS.tag);
  });
  checkLength('externalId', content.externalId, QUESTION_LIMITS.externalId);
  checkExtra(content, faults);
  checkValidity(content, faults);
  return { content, questionKey, faults };
}

const FIELDS: readonly (keyof QuestionContent)[] = [
  ...(['question', 'answer', 'externalId', 'phrasings', 'negativePhrasings', 'category'] as const),
  ...(['tags', 'status', 'validFrom', 'validUntil', 'pinned', 'boost', 'extra'] as const),
];

/** Whether two contents would be stored alike. */
export function isSameContent(a: QuestionContent, b: QuestionContent): boolean {
  return FIELDS.every((field) => isSameValue(a[field], b[field]));
}

type FieldValue = QuestionContent[keyof QuestionContent];

/** Whether two values of one field would be stored alike. */
export function isSameValue(a: FieldValue, b: FieldValue): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [one, other] = [a, b] as [Readonly<Record<string, string>>, Readonly<Record<string, string>>];
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

function cleanExtra(extra: QuestionContent['extra']): QuestionContent['extra'] {
  const entries = Object.entries(extra);
  if (entries.length === 0) return extra;
  const cleaned = entries.map(([name, value]) => [visibleLine(name), cleanText(value)] as const);
  return Object.fromEntries(cleaned.filter(([name, value]) => name !== '' && value !== ''));
}

function checkExtra({ extra }: QuestionContent, faults: ErrorDetail[]): void {
  const entries = Object.entries(extra);
  const { fields: limit, name: nameLimit, value: valueLimit } = EXTRA_LIMITS;
  faults.push(...tooMany('extra', entries.length, limit, '项'));
  for (const [name, value] of entries) {
    faults.push(...tooLong(`extra.${name}`, name, nameLimit), ...tooLong(`extra.${name}`, value, valueLimit));
  }
}

function cleanWordings(
  wordings: readonly string[],
  identityOf: (text: string) => string,
  others: readonly string[],
): readonly string[] {
  if (wordings.length === 0) return wordings;
  const met = new Set(others.map((other) => identityOf(cleanLine(other))));
  const kept: string[] = [];
  for (const wording of wordings.map(cleanLine)) {
    const identity = identityOf(wording) || wording;
    if (wording === '' || met.has(identity)) continue;
    met.add(identity);
    kept.push(wording);
  }
  // What has grown keeps room for more; a copy has none.
  return asItWas(wordings, [...kept]);
}

function cleanTags(tags: readonly string[]): readonly string[] {
  if (tags.length === 0) return tags;
  const cleaned = new Set(tags.map(visibleLine));
  cleaned.delete('');
  return asItWas(tags, [...cleaned]);
}

/** The list itself where nothing had to be cleaned, so that it is there once: imports hold very many. */
function asItWas(list: readonly string[], cleaned: readonly string[]): readonly string[] {
  const isSame = list.length === cleaned.length && list.every((entry, at) => entry === cleaned[at]);
  return isSame ? list : cleaned;
}

function checkValidity({ validFrom, validUntil }: QuestionContent, faults: ErrorDetail[]): void {
  for (const [path, date] of Object.entries({ validFrom, validUntil })) {
    if (date === null) continue;
    const year = date.getUTCFullYear();
    if (Number.isNaN(year)) faults.push({ path, message: say('不是合法的时间', 'is not a valid time') });
    else if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
      const message = say(
        `年份应在 ${EARLIEST_YEAR} 到 ${LATEST_YEAR} 之间`,
        `must have a year from ${EARLIEST_YEAR} to ${LATEST_YEAR}`,
      );
      faults.push({ path, message });
    }
  }
  if (validFrom !== null && validUntil !== null && validFrom >= validUntil) {
    const message = say('失效时间应晚于生效时间', 'must be later than validFrom');
    faults.push({ path: 'validUntil', message });
  }
}

/** What people wrote of a stored question. */
export function questionContentOf(question: QuestionContent): QuestionContent {
  return {
    externalId: question.externalId,
    question: question.question,
    answer: question.answer,
    phrasings: question.phrasings,
    negativePhrasings: question.negativePhrasings,
    category: question.category,
    tags: question.tags,
    status: question.status,
    validFrom: question.validFrom,
    validUntil: question.validUntil,
    pinned: question.pinned,
    boost: question.boost,
    extra: question.extra,
  };
}
