import type { Kysely, Selectable } from 'kysely';
import type { SearchedContent, StoredQuestion } from '../service/ports/question.ts';
import { chunks } from './chunks.ts';
import { extraFromJson } from './content-json.ts';
import { digest } from './digest.ts';
import { insertRows } from './insert-rows.ts';
import type { PhrasingTable, QuestionTable, QuestionTagTable, Tables } from './tables.ts';
import { toOptionalTime, toTime } from './times.ts';

/** The columns that `toSearchedContent` reads. */
export const SEARCHED_COLUMNS = [
  ...(['id', 'question', 'answer', 'category', 'status'] as const),
  ...(['valid_from', 'valid_until', 'pinned', 'boost'] as const),
];
type SearchedRow = Pick<Selectable<QuestionTable>, (typeof SEARCHED_COLUMNS)[number]>;

/** Completes question rows with their phrasings and tags. */
export async function withLists(
  db: Kysely<Tables>,
  rows: readonly Selectable<QuestionTable>[],
): Promise<StoredQuestion[]> {
  const questions = await joinLists(db, rows, toQuestion);
  questions.forEach((question, i) => {
    shareWith(questions[i - 1], question);
  });
  return questions;
}

/** The same for what searches look at. */
export function searchedWithLists(
  db: Kysely<Tables>,
  rows: readonly SearchedRow[],
): Promise<SearchedContent[]> {
  return joinLists(db, rows, toSearchedContent);
}

/** Two statements for every thousand rows. */
async function joinLists<R extends { id: string }, Q>(
  db: Kysely<Tables>,
  rows: readonly R[],
  join: (row: R, phrasings: readonly PhrasingTable[], tags: readonly QuestionTagTable[]) => Q,
): Promise<Q[]> {
  const questions: Q[] = [];
  for (const some of chunks(rows)) {
    const ids = some.map((row) => row.id);
    const phrasings = await db
      .selectFrom('phrasings')
      .selectAll()
      .where('question_id', 'in', ids)
      .orderBy('position')
      .execute();
    const tags = await db
      .selectFrom('question_tags')
      .selectAll()
      .where('question_id', 'in', ids)
      .orderBy('position')
      .execute();
    const phrasingsOf = byQuestion(phrasings);
    const tagsOf = byQuestion(tags);
    for (const row of some)
      questions.push(join(row, phrasingsOf.get(row.id) ?? [], tagsOf.get(row.id) ?? []));
  }
  return questions;
}

/** Inserts whole questions, none of which may be there. */
export async function insertQuestions(
  db: Kysely<Tables>,
  questions: readonly StoredQuestion[],
): Promise<void> {
  await insertRows(
    db,
    'questions',
    rowsOf(questions, (question) => [toRow(question)]),
  );
  await insertRows(db, 'phrasings', rowsOf(questions, toPhrasingRows));
  await insertRows(db, 'question_tags', rowsOf(questions, toTagRows));
}

/** Deletes questions with their phrasings and tags. */
export async function deleteQuestions(db: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  for (const some of chunks(ids)) await db.deleteFrom('questions').where('id', 'in', some).execute();
}

/** One question after the other, so that not all rows are there at once. */
function* rowsOf<R>(
  questions: readonly StoredQuestion[],
  toRows: (question: StoredQuestion) => readonly R[],
): Generator<R> {
  for (const question of questions) yield* toRows(question);
}

/** Questions of one import say much alike: each of these values is then there once. */
function shareWith(before: StoredQuestion | undefined, question: StoredQuestion): void {
  if (before === undefined) return;
  if (before.bank === question.bank) question.bank = before.bank;
  if (before.createdBy === question.createdBy) question.createdBy = before.createdBy;
  if (before.updatedBy === question.updatedBy) question.updatedBy = before.updatedBy;
  if (before.changeReason === question.changeReason) question.changeReason = before.changeReason;
  if (before.createdAt.getTime() === question.createdAt.getTime()) question.createdAt = before.createdAt;
  if (before.updatedAt.getTime() === question.updatedAt.getTime()) question.updatedAt = before.updatedAt;
}

function byQuestion<R extends { question_id: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.question_id);
    if (group === undefined) groups.set(row.question_id, [row]);
    else group.push(row);
  }
  return groups;
}

function textsOf(rows: readonly PhrasingTable[], kind: PhrasingTable['kind']): string[] {
  return rows.filter((row) => row.kind === kind).map((row) => row.text);
}

function toPhrasingRows({ id, phrasings, negativePhrasings }: StoredQuestion): PhrasingTable[] {
  const rows = (kind: PhrasingTable['kind'], texts: readonly string[]) =>
    texts.map((text, position) => ({ question_id: id, kind, position, text }));
  return [...rows('positive', phrasings), ...rows('negative', negativePhrasings)];
}

function toTagRows({ id, tags }: StoredQuestion): QuestionTagTable[] {
  return tags.map((tag, position) => ({ question_id: id, position, tag }));
}

function toQuestion(
  row: Selectable<QuestionTable>,
  phrasings: readonly PhrasingTable[],
  tags: readonly QuestionTagTable[],
): StoredQuestion {
  // Spread into a literal it takes four times as long.
  return Object.assign(toSearchedContent(row, phrasings, tags), {
    bank: row.bank,
    externalId: row.external_id,
    questionKey: row.question_key,
    extra: row.extra === null ? {} : extraFromJson(row.extra),
    version: row.version,
    createdBy: row.created_by,
    createdAt: toTime(row.created_at),
    updatedBy: row.updated_by,
    updatedAt: toTime(row.updated_at),
    changeReason: row.change_reason,
  });
}

function toSearchedContent(
  row: SearchedRow,
  phrasings: readonly PhrasingTable[],
  tags: readonly QuestionTagTable[],
): SearchedContent {
  return {
    id: row.id,
    question: row.question,
    answer: row.answer,
    phrasings: textsOf(phrasings, 'positive'),
    negativePhrasings: textsOf(phrasings, 'negative'),
    category: row.category,
    tags: tags.map(({ tag }) => tag),
    status: row.status,
    validFrom: toOptionalTime(row.valid_from),
    validUntil: toOptionalTime(row.valid_until),
    pinned: Boolean(row.pinned),
    boost: row.boost,
  };
}

function toRow(question: StoredQuestion) {
  return {
    id: question.id,
    bank: question.bank,
    external_id: question.externalId,
    question: question.question,
    question_key: question.questionKey,
    key_hash: digest(question.questionKey),
    answer: question.answer,
    category: question.category,
    status: question.status,
    valid_from: question.validFrom,
    valid_until: question.validUntil,
    pinned: question.pinned,
    boost: question.boost,
    extra: Object.keys(question.extra).length === 0 ? null : JSON.stringify(question.extra),
    version: question.version,
    created_by: question.createdBy,
    created_at: question.createdAt,
    updated_by: question.updatedBy,
    updated_at: question.updatedAt,
    change_reason: question.changeReason,
  };
}
