import { diffChars } from 'diff';
import { describeError } from '../../errors.ts';
import type { ImportChange, ImportStatus } from '../../service/ports/import-store.ts';
import type { QuestionContent } from '../../service/ports/question.ts';
import { isSameValue } from '../../service/question-content.ts';
import type { ImportChangeView } from '../contract/import-changes.ts';
import type { Language } from '../../said.ts';

/** Beyond so many inserted and deleted characters a text counts as written anew: comparing takes their square. */
const MOST_EDITS = 500;
const COMPARED_TEXTS: readonly string[] = ['question', 'answer'];
const FIELDS: readonly (keyof QuestionContent)[] = [
  ...(['externalId', 'question', 'answer', 'phrasings', 'negativePhrasings', 'category'] as const),
  ...(['tags', 'status', 'validFrom', 'validUntil', 'pinned', 'boost', 'extra'] as const),
];

type FieldView = ImportChangeView['fields'][number];

/** An import as its readers see it: why it failed, in their language. */
export function presentImport(record: ImportStatus, language: Language): object {
  const { error } = record;
  if (error === null) return record;
  const { code, parameters } = error;
  return { ...record, error: { code, message: describeError(code, parameters, language) } };
}

/** A change with the fields that differ. */
export function presentImportChange(change: ImportChange): ImportChangeView {
  const { kind, questionId, question, place, before, after } = change;
  const fields = FIELDS.flatMap((field): FieldView[] => {
    const [was, is] = [before?.[field] ?? null, after?.[field] ?? null];
    if (isSameValue(was, is)) return [];
    if (typeof was !== 'string' || typeof is !== 'string' || !COMPARED_TEXTS.includes(field)) {
      return [{ field, before: was, after: is }];
    }
    return [{ field, before: was, after: is, diff: diffOf(was, is) }];
  });
  return { kind, questionId, question, sheet: place?.sheet ?? null, row: place?.row ?? null, fields };
}

function diffOf(was: string, is: string): NonNullable<FieldView['diff']> {
  const parts = diffChars(was, is, { maxEditLength: MOST_EDITS }) ?? [
    { value: was, removed: true, added: false },
    { value: is, removed: false, added: true },
  ];
  return parts.map(({ value, removed, added }) => ({
    kind: removed ? 'removed' : added ? 'added' : 'same',
    text: value,
  }));
}
