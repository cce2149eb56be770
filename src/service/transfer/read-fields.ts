import type { ImportFinding } from '../ports/import-store.ts';
import type { QuestionContent, QuestionStatus } from '../ports/question.ts';
import { cleanLine, cleanText } from '../text.ts';
import { splitTags, splitWordings } from './cell-list.ts';
import { dayOfSerial, isNoLimit, parseBoost, parseFlag, parseStatus, parseTime } from './cell-values.ts';
import { severalQuestions } from './checks/several-questions.ts';
import { withTarget } from './link-target.ts';
import type { DataRow } from './read-rows.ts';
import { breach, quote, type Rule } from './rules.ts';
import type { LaidOutColumn } from './header-columns.ts';
import { placeOf, type SheetLayout } from './sheet-layout.ts';
import type { SourceCell, SourceRow } from './table-reader.ts';
import { visibleText } from '../visible-text.ts';

/** What a spreadsheet makes of a long number when it saves a text file. */
const POWER_OF_TEN = /^\d(\.\d+)?E\+\d{2,3}$/;
/** What WPS shows in a cell that a picture has been put into. */
const PICTURE = /^=?(?:_xlfn\.)?DISPIMG\(/i;
const FORMULA_ERROR = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/;

const WORDINGS_QUOTED = 3;

/** Whether the cell holds no text of a person, as `readFields` says. */
export function isNoText(text: string): boolean {
  return FORMULA_ERROR.test(text) || PICTURE.test(text);
}

/** What a row says of a question: fields that it is silent about are absent. */
export interface RowFields {
  fields: Partial<QuestionContent>;
  findings: ImportFinding[];
}

/** Reads the cells of a row by their columns. An empty cell empties its field, an absent column does not. */
export function readFields({ layout, source }: DataRow): RowFields {
  const fields: Partial<QuestionContent> = {};
  const extra = new Map<string, string>();
  const findings: ImportFinding[] = [];
  if (layout.category !== null) fields.category = layout.category;
  for (const column of layout.columns) {
    const cell = source.cells[column.index];
    if (isImported(column) && cell !== null) readCell(column, cell ?? '');
  }
  if (extra.size > 0) fields.extra = Object.fromEntries(extra);
  findings.push(...readRemarks(layout, source));
  return { fields, findings };

  function readCell(column: LaidOutColumn, cell: Exclude<SourceCell, null>): void {
    const { field } = column;
    const fault = (rule: Rule, found: string, fix: string | null = null): void => {
      findings.push(breach(rule, placeOf(layout, source.number, field, column.index), found, fix));
    };
    const text = cleanText(visibleText(typeof cell === 'string' ? cell : cell.join('\n')));
    const halfWidth = (): string => text.normalize('NFKC');
    if (FORMULA_ERROR.test(text)) {
      fault('formula_error', `${quote(column.header)}列是公式错误 ${text}`);
    }
    if (PICTURE.test(text)) {
      fault('picture_instead', `${quote(column.header)}列是一张图片，图片不能导入`);
    }
    if (POWER_OF_TEN.test(text)) {
      fault('digits_lost', `${quote(text)}是科学计数法，原来的数字已经丢失`);
    }
    switch (field) {
      case null:
        if (column.extra !== undefined) extra.set(column.extra, text);
        break;
      case 'question': {
        const [first = '', ...others] = typeof cell === 'string' ? [text] : cell.map(visibleText);
        fields.question = first;
        const several = typeof cell === 'string' ? severalQuestions(text) : null;
        if (several !== null) {
          const listed = several.slice(0, WORDINGS_QUOTED).map(quote).join('、');
          fault('several_questions', `像是写了 ${several.length} 个问法：${listed}`);
        }
        if (others.length > 0) fields.phrasings = [...(fields.phrasings ?? []), ...others];
        break;
      }
      case 'answer':
        fields.answer = withTarget(text, source, column.index);
        break;
      case 'category':
        fields.category = text;
        break;
      case 'externalId':
        if (text !== '') fields.externalId = cleanLine(text);
        break;
      case 'phrasings':
      case 'negativePhrasings':
        fields[field] = [...(fields[field] ?? []), ...listOf(cell, splitWordings)];
        break;
      case 'tags':
        fields.tags = listOf(cell, splitTags);
        break;
      case 'status': {
        const status =
          column.reads === undefined ? parseStatus(halfWidth()) : parseSwitch(halfWidth(), column.reads);
        if (status !== null) fields.status = status;
        else if (text !== '') {
          const hint = /^[01]$/.test(text) ? '，表头改为“是否启用”或“是否停用”就能读出' : '';
          fault('status_unknown', `认不出状态${quote(text)}${hint}`);
        }
        break;
      }
      case 'pinned': {
        const pinned = parseFlag(halfWidth());
        if (pinned !== null) fields.pinned = pinned;
        else if (text !== '') fault('pinned_unknown', `认不出置顶${quote(text)}`);
        break;
      }
      case 'boost': {
        const boost = parseBoost(halfWidth());
        if (boost !== null) fields.boost = boost;
        else if (text !== '') fault('boost_unreadable', `认不出加权${quote(text)}`);
        break;
      }
      case 'validFrom':
      case 'validUntil': {
        const time = parseTime(halfWidth());
        if (time !== null || text === '' || isNoLimit(halfWidth())) fields[field] = time;
        else {
          const day = dayOfSerial(halfWidth());
          const guess = day === null ? '' : `，像是没有设成日期格式的 ${day}`;
          fault('time_unreadable', `认不出时间${quote(text)}${guess}`, day);
        }
        break;
      }
    }
  }
}

function isImported({ field, extra }: LaidOutColumn): boolean {
  return field !== null || extra !== undefined;
}

/** What the reader found in cells of the columns that are imported. */
function readRemarks(layout: SheetLayout, { number, cells, remarks = [] }: SourceRow): ImportFinding[] {
  return remarks.flatMap(({ index, kind }) => {
    const column = layout.columns.find((each) => each.index === index);
    if (column === undefined || !isImported(column)) return [];
    const place = placeOf(layout, number, column.field, index);
    const cell = quote(String(cells[index] ?? ''));
    switch (kind) {
      case 'digits_lost':
        return [breach('digits_lost', place, `数字${cell}超过 15 位，表格软件只保留前 15 位`)];
      case 'garbled':
        return [breach('text_garbled', place, `${quote(column.header)}列有乱码${cell}`)];
      case 'quote_unpaired':
        return [breach('quote_unpaired', place, `${cell}开头的引号没有配对，看不出这一格到哪里为止`)];
      case 'formula_without_value':
        return [breach('formula_uncalculated', place, `${quote(column.header)}列是公式，文件里没有它的结果`)];
    }
  });
}

/** A status told by yes or no; null: neither. */
function parseSwitch(text: string, reads: 'enabled' | 'disabled'): QuestionStatus | null {
  const flag = parseFlag(text);
  if (flag === null) return parseStatus(text);
  return flag === (reads === 'enabled') ? 'published' : 'archived';
}

function listOf(cell: string | readonly string[], split: (text: string) => string[]): string[] {
  const entries = (typeof cell === 'string' ? split(cell) : cell).map(visibleText);
  return [...entries.filter((entry) => entry.trim() !== '')];
}
