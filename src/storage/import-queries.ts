import { AppError } from '../errors.ts';
import type { Kysely, Transaction } from 'kysely';
import type { ImportChange, ImportRecord, ImportStore } from '../service/ports/import-store.ts';
import { applyQuestionChanges } from './apply-question-changes.ts';
import { reviveContent, type ParsedContent } from './content-json.ts';
import type { Database } from './database.ts';
import { findStatusRow, toFinding, toFindingRow, toRow, toStatus } from './import-rows.ts';
import { insertRows } from './insert-rows.ts';
import { endJob, insertJob } from './job-queries.ts';
import type { Tables } from './tables.ts';

const FILE_PIECE_BYTES = 512 * 1024;
/** Few enough that a slice of the longest answers fits a packet. */
const CHANGES_IN_SLICE = 50;

type ParsedChange = Omit<ImportChange, 'before' | 'after'> & {
  before: ParsedContent | null;
  after: ParsedContent | null;
};

export function importQueries(database: Database): ImportStore {
  return {
    queueImport: (record, file, job) =>
      database.write(async (transaction) => {
        await transaction.insertInto('imports').values(toRow(record)).execute();
        await insertRows(transaction, 'import_files', filePieces(record.id, file));
        await insertJob(transaction, job);
      }),

    requeueImport: (record, job) =>
      database.write(async (transaction) => {
        if (!(await insertJob(transaction, job))) throw new AppError('import_conflict', { state: 'queued' });
        await transaction.updateTable('imports').set(toRow(record)).where('id', '=', record.id).execute();
      }),

    findImport: (id) =>
      database.snapshot(async (db) => {
        const row = await findStatusRow(db, id);
        if (row === undefined) return null;
        const findings = await db
          .selectFrom('import_findings')
          .selectAll()
          .where('import_id', '=', id)
          .orderBy('position')
          .execute();
        return { ...toStatus(row), findings: findings.map(toFinding) };
      }),

    findImportStatus: async (id) => {
      const row = await database.query((db) => findStatusRow(db, id));
      return row === undefined ? null : toStatus(row);
    },

    readImportFile: async (id) => {
      const rows = await database.query((db) =>
        db
          .selectFrom('import_files')
          .select('bytes')
          .where('import_id', '=', id)
          .orderBy('position')
          .execute(),
      );
      return rows.length === 0 ? null : Buffer.concat(rows.map(({ bytes }) => new Uint8Array(bytes)));
    },

    finishImport: ({ record, changes, write, continueAt }, lease) =>
      database.write(async (transaction) => {
        const isOurs = await endJob(transaction, lease, continueAt);
        if (!isOurs) throw new AppError('import_conflict', { state: record.state });
        const applied =
          write === null
            ? null
            : await applyQuestionChanges(transaction, record.bank, write.changes, write.audit);
        const kept = { ...record, bankVersion: applied?.bankVersion ?? record.bankVersion };
        await keepOutcome(transaction, kept, changes);
        return kept;
      }),

    undoImport: (id, bank, changes, audit) =>
      database.write(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('imports')
          .set({ state: 'undone' })
          .where('id', '=', id)
          .where('state', '=', 'published')
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new AppError('import_conflict', { state: 'undone' });
        return applyQuestionChanges(transaction, bank, changes, audit);
      }),

    cancelImport: (id, at) =>
      database.write(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('jobs')
          .where('id', '=', id)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await transaction
          .updateTable('imports')
          .set({ state: 'cancelled', finished_at: at })
          .where('id', '=', id)
          .execute();
        return true;
      }),

    listImportChanges: async (id, kind, { limit, offset }) => {
      const first = Math.floor(offset / CHANGES_IN_SLICE);
      const afterLast = Math.ceil((offset + limit) / CHANGES_IN_SLICE);
      return database.snapshot(async (db) => {
        const inKind = db
          .selectFrom('import_changes')
          .where('import_id', '=', id)
          .where('kind', '=', kind)
          .orderBy('slice');
        const rows = await inKind
          .select('items')
          .where('slice', '>=', first)
          .where('slice', '<', afterLast)
          .execute();
        const items = rows.flatMap((row) => fromJson(row.items));
        const skipped = offset - first * CHANGES_IN_SLICE;
        return { items: items.slice(skipped, skipped + limit), total: await countChanges(db, id, kind) };
      });
    },

    dropImportFiles: (before) =>
      database.write(async (transaction) => {
        for (const table of ['import_files', 'import_changes'] as const) {
          await transaction
            .deleteFrom(table)
            .where('import_id', 'in', (select) =>
              select
                .selectFrom('imports')
                .select('id')
                .where('created_at', '<', before)
                .where('id', 'not in', (jobs) => jobs.selectFrom('jobs').select('id')),
            )
            .execute();
        }
      }),
  };
}

function* filePieces(importId: string, file: Uint8Array) {
  for (let from = 0, position = 0; from < file.length || position === 0; from += FILE_PIECE_BYTES) {
    yield { import_id: importId, position: position++, bytes: file.subarray(from, from + FILE_PIECE_BYTES) };
  }
}

async function keepOutcome(
  transaction: Transaction<Tables>,
  record: ImportRecord,
  changes: readonly ImportChange[],
): Promise<void> {
  const { id } = record;
  await transaction.updateTable('imports').set(toRow(record)).where('id', '=', id).execute();
  await transaction.deleteFrom('import_findings').where('import_id', '=', id).execute();
  const findings = record.findings.map((finding, position) => toFindingRow(id, position, finding));
  await insertRows(transaction, 'import_findings', findings);
  await transaction.deleteFrom('import_changes').where('import_id', '=', id).execute();
  await insertRows(transaction, 'import_changes', slices(id, changes));
}

/** Slices as they fill, so that the JSON of one statement is made at a time. */
function* slices(importId: string, changes: readonly ImportChange[]) {
  const open = new Map<ImportChange['kind'], { slice: number; items: ImportChange[] }>();
  const close = (kind: ImportChange['kind'], { slice, items }: { slice: number; items: ImportChange[] }) => ({
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

async function countChanges(db: Kysely<Tables>, id: string, kind: ImportChange['kind']): Promise<number> {
  const last = await db
    .selectFrom('import_changes')
    .select(['slice', 'items'])
    .where('import_id', '=', id)
    .where('kind', '=', kind)
    .orderBy('slice', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? 0 : last.slice * CHANGES_IN_SLICE + fromJson(last.items).length;
}

function fromJson(items: string): ImportChange[] {
  const changes = JSON.parse(items) as ParsedChange[];
  return changes.map(({ before, after, ...change }) => ({
    ...change,
    before: before && reviveContent(before),
    after: after && reviveContent(after),
  }));
}
