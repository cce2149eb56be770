import type { Selectable } from 'kysely';
import type { IdempotencyStore, KeptResponse, Reservation } from '../service/ports/idempotency-store.ts';
import type { Database } from './database.ts';
import { digest } from './digest.ts';
import type { IdempotencyTable } from './tables.ts';

export function idempotencyQueries(database: Database): IdempotencyStore {
  return {
    reserve: (key, fingerprint, at, { keptForMs, heldForMs }) =>
      database.write(async (transaction) => {
        const expired = new Date(at.getTime() - keptForMs);
        const abandoned = new Date(at.getTime() - heldForMs);
        await transaction.deleteFrom('idempotency').where('reserved_at', '<', expired).execute();
        await transaction
          .deleteFrom('idempotency')
          .where('key_hash', '=', digest(key))
          .where('response', 'is', null)
          .where('reserved_at', '<', abandoned)
          .execute();
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('idempotency')
          .ignore()
          .values({ key_hash: digest(key), fingerprint, reserved_at: at, response: null })
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 1n) return { outcome: 'reserved' };
        // The ignored insert holds the row, so that nobody releases it before this transaction ends.
        const row = await transaction
          .selectFrom('idempotency')
          .selectAll()
          .where('key_hash', '=', digest(key))
          .executeTakeFirstOrThrow();
        return toReservation(row, fingerprint);
      }),

    complete: (key, response) =>
      database.write(async (transaction) => {
        await transaction
          .updateTable('idempotency')
          .set({ response: JSON.stringify(response) })
          .where('key_hash', '=', digest(key))
          .execute();
      }),

    release: (key) =>
      database.write(async (transaction) => {
        await transaction.deleteFrom('idempotency').where('key_hash', '=', digest(key)).execute();
      }),
  };
}

function toReservation(row: Selectable<IdempotencyTable>, fingerprint: string): Reservation {
  if (row.fingerprint !== fingerprint) return { outcome: 'mismatch' };
  if (row.response === null) return { outcome: 'in-progress' };
  return { outcome: 'done', response: JSON.parse(row.response) as KeptResponse };
}
