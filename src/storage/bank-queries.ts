import { isDeepStrictEqual } from 'node:util';
import type { Selectable, Transaction } from 'kysely';
import { AppError } from '../errors.ts';
import type { Bank, BankSettings, BankStore } from '../service/ports/bank-store.ts';
import { appendChanges } from './append-changes.ts';
import { lockBank } from './lock-bank.ts';
import type { Database } from './database.ts';
import { findOutsideChanges } from './find-outside-changes.ts';
import { emptyBank } from './empty-bank.ts';
import type { BankTable, Tables } from './tables.ts';
import { toTime } from './times.ts';

const settingsChange = { kind: 'settings', questionId: null } as const;

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
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('banks')
          .ignore()
          .values({
            name,
            version: 0,
            ...settingColumns(settings),
            created_by: audit.by,
            created_at: audit.at,
            updated_by: audit.by,
            updated_at: audit.at,
          })
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 0n) throw new AppError('bank_exists', { bank: name });
        // Read after the insert: the insert waits for a removal under way, which leaves the version here.
        const retired = await transaction
          .selectFrom('retired_banks')
          .select('version')
          .where('name', '=', name)
          .executeTakeFirst();
        const bank = { name, version: retired?.version ?? 0 };
        await appendChanges(transaction, bank, [{ ...settingsChange, before: null, after: settings }], audit);
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

function settingColumns(settings: BankSettings) {
  return {
    title: settings.title,
    answer_threshold: settings.answerThreshold,
    suggest_threshold: settings.suggestThreshold,
    fallback: settings.fallback,
    is_public: settings.isPublic,
  };
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
