import type { ErrorDetail } from '../../errors.ts';
import type { ImportFinding } from '../ports/import-store.ts';
import type { QuestionContent } from '../ports/question.ts';
import { checkQuestionContent, NEW_QUESTION_DEFAULTS } from '../question-content.ts';
import { cleanLine } from '../text.ts';
import { joinWordings } from './cell-list.ts';
import { checkCells } from './checks/check-cells.ts';
import type { Field } from './columns.ts';
import { EXTRA_PREFIX } from './extra-name.ts';
import { readFields } from './read-fields.ts';
import type { DataRow } from './read-rows.ts';
import { breach, quote, type Rule } from './rules.ts';
import { headerOf, placeOf, type SheetLayout } from './sheet-layout.ts';
import { wordingsByColumn, type WordingField } from './wording-cells.ts';

/** A row with everything that can be said of it without the other rows and the bank. */
export interface JudgedRow extends DataRow {
  /** What the row says; only sound when there is no error among the findings. */
  fields: Partial<QuestionContent>;
  /** What a new question made of the row would hold. */
  content: QuestionContent;
  /** Identity form of the question; '' when it has none. */
  questionKey: string;
  /** Identity forms of `fields.phrasings`, in their order. */
  phrasingKeys: readonly string[];
  findings: ImportFinding[];
}

type IdentityOf = (text: string) => string;

/** What a row's fields are laid over when the bank has no such question. */
const NEW_QUESTION: QuestionContent = { ...NEW_QUESTION_DEFAULTS, question: '', answer: '' };

/** @param identityOf the engine's `normalizeForIdentity` */
export function judgeRow(row: DataRow, identityOf: IdentityOf): JudgedRow {
  const { layout, source } = row;
  if (source.fault !== undefined) {
    const finding = breach('row_unreadable', placeOf(layout, source.number, null), source.fault);
    return {
      ...row,
      fields: {},
      content: NEW_QUESTION,
      questionKey: '',
      phrasingKeys: [],
      findings: [finding],
    };
  }
  const { fields, findings } = readFields(row);
  const phrasings = dropUselessPhrasings(row, fields, 'phrasings', identityOf);
  const negatives = dropUselessPhrasings(row, fields, 'negativePhrasings', identityOf);
  const { content, questionKey, findings: faults } = checkFields(row, fields, NEW_QUESTION, identityOf);
  const own = faults.filter((fault) => !isUnread(fault, findings));
  findings.push(...phrasings.findings, ...negatives.findings, ...own, ...checkCells(row));
  return { ...row, fields, content, questionKey, phrasingKeys: phrasings.keys, findings };
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
  const { content, questionKey, faults } = checkQuestionContent(
    {
      ...base,
      ...fields,
      extra: fields.extra === undefined ? base.extra : { ...base.extra, ...fields.extra },
    },
    identityOf,
  );
  return { content, questionKey, findings: faults.map((fault) => describeFault(row, content, fault)) };
}

/** Whether a text is missed only because its cell could not be read, which has been said. */
function isUnread({ rule, cell }: ImportFinding, findings: readonly ImportFinding[]): boolean {
  const isMissed = rule === 'question_missing' || rule === 'answer_missing';
  return isMissed && findings.some((known) => known.level === 'error' && known.cell === cell);
}

/** Whether an error keeps the row out. */
export function isRejected({ findings }: JudgedRow): boolean {
  return findings.some(({ level }) => level === 'error');
}

/** Removes phrasings that add nothing, and says which. @returns the identity forms of those that stay */
function dropUselessPhrasings(
  row: DataRow,
  fields: Partial<QuestionContent>,
  field: WordingField,
  identityOf: IdentityOf,
): { keys: string[]; findings: ImportFinding[] } {
  const keys: string[] = [];
  const findings: ImportFinding[] = [];
  if (fields[field] === undefined) return { keys, findings };
  const question = field === 'phrasings' ? identityOf(cleanLine(fields.question ?? '')) : '';
  const met = new Set<string>();
  const kept: string[] = [];
  for (const { column, wordings } of wordingsByColumn(row, field)) {
    const from = kept.length;
    const dropped: string[] = [];
    for (const wording of wordings) {
      const key = identityOf(wording);
      const reason = uselessness(key, question, met);
      met.add(key);
      if (reason === null) {
        kept.push(wording);
        keys.push(key);
      } else {
        dropped.push(`${headerOf(row.layout, field)}${quote(wording)}${reason}`);
      }
    }
    const place = placeOf(row.layout, row.source.number, field, column.index);
    const rest = joinWordings(kept.slice(from));
    findings.push(...dropped.map((found) => breach('phrasing_dropped', place, found, rest)));
  }
  // Without the room that arrays which have grown keep for more.
  fields[field] = [...kept];
  return { keys: [...keys], findings };
}

function uselessness(key: string, question: string, met: ReadonlySet<string>): string | null {
  if (key === '') return '没有可以查找的文字';
  if (key === question) return '与问题相同';
  return met.has(key) ? '重复' : null;
}

function isReversed({ validFrom, validUntil }: QuestionContent): boolean {
  return validFrom !== null && validUntil !== null && validFrom >= validUntil;
}

function describeFault(
  { layout, source }: DataRow,
  content: QuestionContent,
  fault: ErrorDetail,
): ImportFinding {
  if (isOfExtra(fault)) return describeExtraFault(layout, source.number, fault);
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
  return say('value_invalid', `${header}有误：${fault.message?.zh ?? ''}`);
}

function isOfExtra({ path }: ErrorDetail): boolean {
  return path === 'extra' || path.startsWith(EXTRA_PREFIX);
}

function describeExtraFault(
  layout: SheetLayout,
  row: number,
  { path, limit, actual }: ErrorDetail,
): ImportFinding {
  const name = path.startsWith(EXTRA_PREFIX) ? path.slice(EXTRA_PREFIX.length) : null;
  const column = layout.columns.find(({ extra }) => extra === name);
  const place = placeOf(layout, row, null, column?.index);
  if (name === null) return breach('too_many_entries', place, `附加字段有 ${actual} 项，最多 ${limit} 项`);
  return breach('text_too_long', place, `附加字段${quote(name)}有 ${actual} 个字，最多 ${limit} 个字`);
}
