import type { ImportFinding } from '../ports/import-store.ts';
import { isRejected, type JudgedRow } from './judge-row.ts';
import { breach, quote } from './rules.ts';
import { placeOf } from './sheet-layout.ts';
import { whereIs } from './where-is.ts';

/** Of sound rows that mean the same question the first counts: the others get a finding that names it. */
export function markRepeatedRows(rows: readonly JudgedRow[]): void {
  const byKey = new Map<string, JudgedRow>();
  const byExternalId = new Map<string, JudgedRow>();
  for (const row of rows) {
    if (isRejected(row)) continue;
    const { fields, questionKey } = row;
    const sameId = fields.externalId == null ? undefined : byExternalId.get(fields.externalId);
    const sameQuestion = byKey.get(questionKey);
    if (sameId !== undefined) row.findings.push(repeatedId(row, sameId));
    if (sameQuestion !== undefined) row.findings.push(repeatedQuestion(row, sameQuestion));
    if (isRejected(row)) continue;
    byKey.set(questionKey, row);
    if (fields.externalId != null) byExternalId.set(fields.externalId, row);
  }
}

function repeatedId(row: JudgedRow, first: JudgedRow): ImportFinding {
  const place = placeOf(row.layout, row.source.number, 'externalId');
  return breach(
    'duplicate_external_id',
    place,
    `编号${quote(row.fields.externalId ?? '')}已用于${whereIs(first, row)}`,
  );
}

function repeatedQuestion(row: JudgedRow, first: JudgedRow): ImportFinding {
  const { layout, source, fields } = row;
  const found = `问题${quote(fields.question ?? '')}与${whereIs(first, row)}相同`;
  if (fields.answer === first.fields.answer) {
    return breach('duplicate_question', placeOf(layout, source.number, 'question'), found);
  }
  const place = placeOf(layout, source.number, 'answer');
  return breach(
    'conflicting_answers',
    place,
    `${found}，答案却不同：那里是${quote(first.fields.answer ?? '')}`,
  );
}
