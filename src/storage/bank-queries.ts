import { isDeepStrictEqual } from 'node:util';
import type { Selectable, Transaction } from 'kysely';
import type { Bank, BankSettings, BankStore } from '../service/ports/bank-store.ts';
import { appendChanges } from './append-changes.ts';
import { lockBank } from './lock-bank.ts';
import type { Database } from './database.ts';
import { findOutsideChanges } from './find-outside-changes.ts';
import { emptyBank } from './empty-bank.ts';
import { insertBank, settingColumns, settingsChange } from './insert-bank.ts';
import type { BankTable, Tables } from './tables.ts';
import { toTime } from './times.ts';

export function bankQueries(database: Database): BankStore {
  return {
    logsOutsideChanges: () => database.logsOutsideChanges(),

    findOutsideChanges: async (bank, audit) =>
      database.fingerprints !== null &&
      (await findOutsideChanges(database, database.fingerprints, bank, audit)),

    listBanks: async () => {
      const rows = await database.query((db) => db.selectFrom('banks').selectAll().orderBy('name').execute());
      return rows.map(toBank);
    },

    findBank: async (name) => {
      const row = await database.query((db) =>
        db.selectFrom('banks').selectAll().where('name', '=', name).executeTakeFirst(),
      );
      return row === undefined ? null : toBank(row);
    },

    createBank: (name, settings, audit) =>
      database.write(async (transaction) => {
        await insertBank(transaction, name, settings, audit);
        return toBank(await lockBank(transaction, name));
      }),

    updateBank: (name, settings, audit) =>
      database.write(async (transaction) => {
        const bank = await lockBank(transaction, name);
        const before = toSettings(bank);
        const after = { ...before, ...settings };
        if (isDeepStrictEqual(before, after)) return toBank(bank);
        const updated = { ...settingColumns(after), updated_by: audit.by, updated_at: audit.at };
        await transaction.updateTable('banks').set(updated).where('name', '=', name).execute();
        await appendChanges(transaction, bank, [{ ...settingsChange, before, after }], audit);
        return toBank(await lockBank(transaction, name));
      }),

    removeBank: (name) =>
      database.write(async (transaction) => {
        const { version } = await lockBank(transaction, name);
        await emptyBank(transaction, name);
        await transaction.deleteFrom('banks').where('name', '=', name).execute();
        await retire(transaction, name, version + 1);
      }),
  };
}

/**
 * Remembers the version of the removal, so that what was cached under a version of this bank is never taken
 * for that of a later bank with the same name, whose log starts one step after this version.
 */
async function retire(transaction: Transaction<Tables>, name: string, version: number): Promise<void> {
  await transaction.deleteFrom('retired_banks').where('name', '=', name).execute();
  await transaction.insertInto('retired_banks').values({ name, version }).execute();
}

function toSettings(row: Selectable<BankTable>): BankSettings {
  return {
    title: row.title,
    answerThreshold: row.answer_threshold,
    suggestThreshold: row.suggest_threshold,
    fallback: row.fallback,
    isPublic: Boolean(row.is_public),
  };
}

function toBank(row: Selectable<BankTable>): Bank {
  return {
    name: row.name,
    version: row.version,
    ...toSettings(row),
    createdBy: row.created_by,
    createdAt: toTime(row.created_at),
    updatedBy: row.updated_by,
    updatedAt: toTime(row.updated_at),
  };
}
