import type { ImportFinding } from '../ports/import-store.ts';
import type { QuestionContent } from '../ports/question.ts';
import { cleanText } from '../text.ts';
import { splitTags, splitWordings } from './cell-list.ts';
import { parseFlag, parseStatus, parseTime } from './cell-values.ts';
import type { Field } from './columns.ts';
import type { DataRow } from './read-rows.ts';
import { breach, quote, type Rule } from './rules.ts';
import { placeOf, type LaidOutColumn } from './sheet-layout.ts';
import type { SourceCell } from './table-reader.ts';
import { visibleText } from './visible-text.ts';

const FORMULA_ERROR = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/;

/** What a row says of a question: fields that it is silent about are absent. */
export interface RowFields {
  fields: Partial<QuestionContent>;
  findings: ImportFinding[];
}

/** Reads the cells of a row by their columns. An empty cell empties its field, an absent column does not. */
export function readFields({ layout, source }: DataRow): RowFields {
  const fields: Partial<QuestionContent> = {};
  const findings: ImportFinding[] = [];
  for (const column of layout.columns) {
    const cell = source.cells[column.index];
    if (column.field !== null && cell !== null) readCell(column.field, cell ?? '', column);
  }
  return { fields, findings };

  function readCell(field: Field, cell: Exclude<SourceCell, null>, column: LaidOutColumn): void {
    const fault = (rule: Rule, found: string): void => {
      findings.push(breach(rule, placeOf(layout, source.number, field, column.index), found));
    };
    const text = cleanText(visibleText(typeof cell === 'string' ? cell : cell.join('\n')));
    if (FORMULA_ERROR.test(text)) {
      fault('formula_error', `${quote(column.header)}列是公式错误 ${text}`);
    }
    switch (field) {
      case 'question':
      case 'answer':
        fields[field] = text;
        break;
      case 'category':
        fields.category = text;
        break;
      case 'externalId':
        if (text !== '') fields.externalId = text;
        break;
      case 'phrasings':
      case 'negativePhrasings':
        fields[field] = [...(fields[field] ?? []), ...listOf(cell, splitWordings)];
        break;
      case 'tags':
        fields.tags = listOf(cell, splitTags);
        break;
      case 'status': {
        const status = parseStatus(text);
        if (status !== null) fields.status = status;
        else if (text !== '') fault('status_unknown', `认不出状态${quote(text)}`);
        break;
      }
      case 'pinned': {
        const pinned = parseFlag(text);
        if (pinned !== null) fields.pinned = pinned;
        else if (text !== '') fault('pinned_unknown', `认不出置顶${quote(text)}`);
        break;
      }
      case 'validFrom':
      case 'validUntil': {
        const time = parseTime(text);
        if (time !== null || text === '') fields[field] = time;
        else fault('time_unreadable', `认不出时间${quote(text)}`);
        break;
      }
    }
  }
}

function listOf(cell: string | readonly string[], split: (text: string) => string[]): string[] {
  return (typeof cell === 'string' ? split(cell) : cell).map(visibleText);
}
