import { importConflict } from '../service/import-conflict.ts';
import type { Transaction } from 'kysely';
import type { ImportChange, ImportRecord, ImportStore } from '../service/ports/import-store.ts';
import { applyQuestionChanges } from './apply-question-changes.ts';
import type { Database } from './database.ts';
import { isNotInTheLog, keepChangeSet, listChangeSet } from './import-change-set.ts';
import { findStatusRow, toFinding, toFindingRow, toRow, toStatus } from './import-rows.ts';
import { insertBank } from './insert-bank.ts';
import { insertRows } from './insert-rows.ts';
import { endJob, insertJob } from './job-queries.ts';
import type { Tables } from './tables.ts';

const FILE_PIECE_BYTES = 512 * 1024;
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
        // An import that has been put in line before may have ended since: a job still there is not all that counts.
        const { numUpdatedRows } = await transaction
          .updateTable('imports')
          .set(toRow(record))
          .where('id', '=', record.id)
          .where('state', '=', 'validated')
          .executeTakeFirst();
        if (numUpdatedRows > 0n && (await insertJob(transaction, job))) return;
        const row = await findStatusRow(transaction, record.id);
        const { state } = row === undefined ? record : toStatus(row);
        throw importConflict(state);
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
        if (!isOurs) throw importConflict(record.state);
        if (write?.newBank !== undefined) {
          await insertBank(transaction, record.bank, write.newBank, {
            ...write.audit,
            reason: null,
            importId: null,
          });
        }
        const applied =
          write === null
            ? null
            : await applyQuestionChanges(transaction, record.bank, write.changes, write.audit);
        const kept = { ...record, bankVersion: applied?.bankVersion ?? record.bankVersion };
        await keepOutcome(transaction, kept, write === null ? changes : changes.filter(isNotInTheLog));
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
        if (numUpdatedRows === 0n) throw importConflict('undone');
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

    listImportChanges: (id, kind, page) => database.snapshot((db) => listChangeSet(db, id, kind, page)),

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
  await keepChangeSet(transaction, id, changes);
}
