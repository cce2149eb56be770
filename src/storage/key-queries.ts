import type { Selectable } from 'kysely';
import type { ApiKey, KeyStore } from '../service/ports/key-store.ts';
import type { Database } from './database.ts';
import type { ApiKeyTable } from './tables.ts';
import { toOptionalTime, toTime } from './times.ts';

export function keyQueries(database: Database): KeyStore {
  return {
    createKey: (key, secretHash) =>
      database.write(async (transaction) => {
        await transaction
          .insertInto('api_keys')
          .values({
            id: key.id,
            secret_hash: secretHash,
            name: key.name,
            role: key.role,
            banks: key.banks === null ? null : JSON.stringify(key.banks),
            created_at: key.createdAt,
            revoked_at: key.revokedAt,
          })
          .execute();
      }),

    findKeyByHash: async (secretHash) => {
      const row = await database.query((db) =>
        db.selectFrom('api_keys').selectAll().where('secret_hash', '=', secretHash).executeTakeFirst(),
      );
      return row === undefined ? null : toKey(row);
    },

    listKeys: async () => {
      const rows = await database.query((db) =>
        db.selectFrom('api_keys').selectAll().orderBy('created_at').orderBy('id').execute(),
      );
      return rows.map(toKey);
    },

    revokeKey: (id, at) =>
      database.write(async (transaction) => {
        const key = await transaction
          .selectFrom('api_keys')
          .select('revoked_at')
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        if (key === undefined) return false;
        if (key.revoked_at === null) {
          await transaction.updateTable('api_keys').set({ revoked_at: at }).where('id', '=', id).execute();
        }
        return true;
      }),
  };
}

function toKey(row: Selectable<ApiKeyTable>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    banks: row.banks === null ? null : (JSON.parse(row.banks) as string[]),
    createdAt: toTime(row.created_at),
    revokedAt: toOptionalTime(row.revoked_at),
  };
}
