import type { ErrorDetail } from '../../errors.ts';
import type { ImportFinding } from '../ports/import-store.ts';
import type { QuestionContent } from '../ports/question.ts';
import { checkQuestionContent, NEW_QUESTION_DEFAULTS } from '../question-content.ts';
import { cleanLine } from '../text.ts';
import type { Field } from './columns.ts';
import { readFields } from './read-fields.ts';
import type { DataRow } from './read-rows.ts';
import { breach, quote, type Rule } from './rules.ts';
import { headerOf, placeOf } from './sheet-layout.ts';

/** A row with everything that can be said of it without the other rows and the bank. */
export interface JudgedRow extends DataRow {
  /** What the row says; only sound when there is no error among the findings. */
  fields: Partial<QuestionContent>;
  /** Identity form of the question; '' when it has none. */
  questionKey: string;
  findings: ImportFinding[];
}

type IdentityOf = (text: string) => string;

/** What a row's fields are laid over when the bank has no such question. */
export const NEW_QUESTION: QuestionContent = { ...NEW_QUESTION_DEFAULTS, question: '', answer: '' };

/** @param identityOf the engine's `normalizeForIdentity` */
export function judgeRow(row: DataRow, identityOf: IdentityOf): JudgedRow {
  const { layout, source } = row;
  if (source.fault !== undefined) {
    const finding = breach('row_unreadable', placeOf(layout, source.number, null), source.fault);
    return { ...row, fields: {}, questionKey: '', findings: [finding] };
  }
  const { fields, findings } = readFields(row);
  findings.push(...dropUselessPhrasings(row, fields, identityOf));
  const { questionKey, findings: faults } = checkFields(row, fields, NEW_QUESTION, identityOf);
  return { ...row, fields, questionKey, findings: [...findings, ...faults] };
}

/**
 * What a question becomes when the row's fields are laid over `base`.
 * Fields that the row is silent about are not blamed on it.
 */
export function checkFields(
  row: DataRow,
  fields: Partial<QuestionContent>,
  base: QuestionContent,
  identityOf: IdentityOf,
): { content: QuestionContent; questionKey: string; findings: ImportFinding[] } {
  const { content, questionKey, faults } = checkQuestionContent({ ...base, ...fields }, identityOf);
  return { content, questionKey, findings: faults.map((fault) => describeFault(row, content, fault)) };
}

/** Whether an error keeps the row out. */
export function isRejected({ findings }: JudgedRow): boolean {
  return findings.some(({ level }) => level === 'error');
}

/** Removes phrasings that add nothing, and says which. */
function dropUselessPhrasings(
  { layout, source }: DataRow,
  fields: Partial<QuestionContent>,
  identityOf: IdentityOf,
): ImportFinding[] {
  const findings: ImportFinding[] = [];
  for (const field of ['phrasings', 'negativePhrasings'] as const) {
    const given = fields[field];
    if (given === undefined) continue;
    const question = field === 'phrasings' ? identityOf(cleanLine(fields.question ?? '')) : '';
    const met = new Set<string>();
    const uselessness = (identity: string) => {
      if (identity === '') return '没有可以查找的文字';
      if (identity === question) return '与问题相同';
      return met.has(identity) ? '重复' : null;
    };
    fields[field] = given.map(cleanLine).filter((wording) => {
      if (wording === '') return false;
      const identity = identityOf(wording);
      const reason = uselessness(identity);
      met.add(identity);
      if (reason === null) return true;
      const place = placeOf(layout, source.number, field);
      findings.push(
        breach('phrasing_dropped', place, `${headerOf(layout, field)}${quote(wording)}${reason}`),
      );
      return false;
    });
  }
  return findings;
}

function isReversed({ validFrom, validUntil }: QuestionContent): boolean {
  return validFrom !== null && validUntil !== null && validFrom >= validUntil;
}

function describeFault(
  { layout, source }: DataRow,
  content: QuestionContent,
  fault: ErrorDetail,
): ImportFinding {
  const [root, position] = fault.path.split('.') as [Field, string | undefined];
  const header = headerOf(layout, root);
  const value = content[root];
  const entry = Array.isArray(value) && position !== undefined ? String(value[Number(position)]) : null;
  const say = (rule: Rule, found: string) => breach(rule, placeOf(layout, source.number, root), found);

  if (fault.limit !== undefined) {
    if (entry === null && Array.isArray(value)) {
      return say('too_many_entries', `${header}有 ${fault.actual} 条，最多 ${fault.limit} 条`);
    }
    const which = entry === null ? header : `${header}${quote(entry)}`;
    return say('text_too_long', `${which}有 ${fault.actual} 个字，最多 ${fault.limit} 个字`);
  }
  if (root === 'question' && content.question === '') return say('question_missing', '没有问题');
  if (root === 'question')
    return say('question_unsearchable', `问题${quote(content.question)}里没有可以查找的文字`);
  if (root === 'answer') return say('answer_missing', '没有答案');
  if (root === 'negativePhrasings')
    return say('negative_contradicts', `${header}${quote(entry ?? '')}与问题或相似问相同`);
  if (isReversed(content)) return say('validity_reversed', '失效时间不晚于生效时间');
  return say('value_invalid', `${header}有误：${fault.message ?? ''}`);
}
