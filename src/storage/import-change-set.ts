import type { Kysely, Transaction } from 'kysely';
import type { ImportChange, ImportChangeKind } from '../service/ports/import-store.ts';
import type { Page, PageRequest } from '../service/ports/question-store.ts';
import type { QuestionContent } from '../service/ports/question.ts';
import { contentFromJson, reviveContent, type ParsedContent } from './content-json.ts';
import { insertRows } from './insert-rows.ts';
import type { Tables } from './tables.ts';

// The change-set of an import. What was written to the bank is told by the change log alone, which has it anyway.

/** Few enough that a slice of the longest answers fits a packet. */
const CHANGES_IN_SLICE = 50;

type ParsedChange = Omit<ImportChange, 'before' | 'after'> & {
  before: ParsedContent | null;
  after: ParsedContent | null;
};

/** Whether a change of an import that wrote to its bank has no entry in the change log. */
export function isNotInTheLog({ kind }: ImportChange): boolean {
  return kind === 'unchanged' || kind === 'rejected';
}

/** In place of what was kept for the import before. */
export async function keepChangeSet(
  transaction: Transaction<Tables>,
  importId: string,
  changes: readonly ImportChange[],
): Promise<void> {
  await transaction.deleteFrom('import_changes').where('import_id', '=', importId).execute();
  await insertRows(transaction, 'import_changes', slices(importId, changes));
}

export async function listChangeSet(
  db: Kysely<Tables>,
  importId: string,
  kind: ImportChangeKind,
  page: PageRequest,
): Promise<Page<ImportChange>> {
  if (kind === 'unchanged' || kind === 'rejected') return listKept(db, importId, kind, page);
  const published = await db
    .selectFrom('imports')
    .select(['bank', 'bank_version'])
    .where('id', '=', importId)
    .where('bank_version', 'is not', null)
    .executeTakeFirst();
  if (published === undefined) return listKept(db, importId, kind, page);
  return listLogged(db, { ...published, importId }, kind, page);
}

async function listLogged(
  db: Kysely<Tables>,
  { bank, bank_version, importId }: { bank: string; bank_version: number | null; importId: string },
  kind: 'added' | 'updated' | 'removed',
  { limit, offset }: PageRequest,
): Promise<Page<ImportChange>> {
  const matching = db
    .selectFrom('changes')
    .where('bank', '=', bank)
    .where('import_id', '=', importId)
    // What an undo wrote comes later.
    .where('version', '<=', bank_version)
    .where('kind', '=', kind);
  const { total } = await matching
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await matching
    .select(['question_id', 'state_before', 'state_after', 'source_sheet', 'source_row'])
    .orderBy('version')
    .limit(limit)
    .offset(offset)
    .execute();
  const items = rows.map((row): ImportChange => {
    const before = toContent(row.state_before);
    const after = toContent(row.state_after);
    const { source_sheet: sheet, source_row } = row;
    const place = sheet === null || source_row === null ? null : { sheet, row: source_row };
    const question = (after ?? before)!.question;
    return { kind, place, questionId: row.question_id, before, after, question };
  });
  return { items, total };
}

function toContent(state: string | null): QuestionContent | null {
  return state === null ? null : contentFromJson(state);
}

async function listKept(
  db: Kysely<Tables>,
  importId: string,
  kind: ImportChangeKind,
  { limit, offset }: PageRequest,
): Promise<Page<ImportChange>> {
  const first = Math.floor(offset / CHANGES_IN_SLICE);
  const rows = await db
    .selectFrom('import_changes')
    .select('items')
    .where('import_id', '=', importId)
    .where('kind', '=', kind)
    .where('slice', '>=', first)
    .where('slice', '<', Math.ceil((offset + limit) / CHANGES_IN_SLICE))
    .orderBy('slice')
    .execute();
  const items = rows.flatMap((row) => fromJson(row.items));
  const skipped = offset - first * CHANGES_IN_SLICE;
  return { items: items.slice(skipped, skipped + limit), total: await countKept(db, importId, kind) };
}

async function countKept(db: Kysely<Tables>, importId: string, kind: ImportChangeKind): Promise<number> {
  const last = await db
    .selectFrom('import_changes')
    .select(['slice', 'items'])
    .where('import_id', '=', importId)
    .where('kind', '=', kind)
    .orderBy('slice', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? 0 : last.slice * CHANGES_IN_SLICE + fromJson(last.items).length;
}

/** Slices as they fill, so that the JSON of one statement is made at a time. */
function* slices(importId: string, changes: readonly ImportChange[]) {
  const open = new Map<ImportChangeKind, { slice: number; items: ImportChange[] }>();
  const close = (kind: ImportChangeKind, { slice, items }: { slice: number; items: ImportChange[] }) => ({
    import_id: importId,
    kind,
    slice,
    items: JSON.stringify(items),
  });
  for (const change of changes) {
    const { kind } = change;
    const filling = open.get(kind) ?? { slice: 0, items: [] };
    open.set(kind, filling);
    filling.items.push(change);
    if (filling.items.length < CHANGES_IN_SLICE) continue;
    yield close(kind, filling);
    open.set(kind, { slice: filling.slice + 1, items: [] });
  }
  for (const [kind, filling] of open) if (filling.items.length > 0) yield close(kind, filling);
}

function fromJson(items: string): ImportChange[] {
  const changes = JSON.parse(items) as ParsedChange[];
  return changes.map(({ before, after, ...change }) => ({
    ...change,
    before: before && reviveContent(before),
    after: after && reviveContent(after),
  }));
}
