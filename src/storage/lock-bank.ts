import type { Selectable, Transaction } from 'kysely';
import { AppError } from '../errors.ts';
import type { BankTable, Tables } from './tables.ts';

/**
 * Locks the bank for writing until the transaction ends and returns its row.
 *
 * Whoever changes a bank or anything in it holds this lock from before it allocates a version until its
 * commit. So versions of one bank commit in their order, and a reader of the change log that sees version n
 * sees all before n: none can turn up later.
 * @throws AppError `bank_not_found`
 */
export async function lockBank(
  transaction: Transaction<Tables>,
  name: string,
): Promise<Selectable<BankTable>> {
  const bank = await transaction
    .selectFrom('banks')
    .selectAll()
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  if (bank === undefined) throw new AppError('bank_not_found', { bank: name });
  return bank;
}
