import type { Kysely, Transaction } from 'kysely';
import type { Audit } from '../service/ports/question.ts';
import { appendChanges } from './append-changes.ts';
import type { Database } from './database.ts';
import { lockBank } from './lock-bank.ts';
import type { Tables } from './tables.ts';

/** Checksums of what a bank holds, by part of it; equal as long as nothing in the part changes. */
export type FingerprintParts = Readonly<Record<string, string>>;

/** How one kind of database tells that rows have changed, without triggers. */
export interface Fingerprints {
  read(db: Kysely<Tables>, bank: string): Promise<FingerprintParts>;
  /** The parts that the change log has entries of since `version`. */
  loggedParts(db: Kysely<Tables>, bank: string, version: number): Promise<Set<string>>;
}

interface Seen {
  version: number;
  parts: FingerprintParts;
  /** As kept by the last look; null: there was none. */
  keptVersion: number | null;
  /** Whether every part that differs from what was kept has been logged. */
  isExplained: boolean;
}

/**
 * Compares the rows of a bank with what they were at the last look, for parts of which the change log has no entry
 * since. Where they differ, a step of the bank is logged that makes every process read the bank anew.
 * @returns whether such a step was logged
 */
export async function findOutsideChanges(
  database: Database,
  fingerprints: Fingerprints,
  bank: string,
  audit: Audit,
): Promise<boolean> {
  const seen = await database.snapshot((db) => look(db, fingerprints, bank));
  if (seen === null || (seen.isExplained && seen.keptVersion === seen.version)) return false;
  return database.write(async (transaction) => {
    await lockBank(transaction, bank);
    const now = (await look(transaction, fingerprints, bank))!;
    const { isExplained, version, parts } = now;
    const read = { kind: 'dictionary', questionId: null, before: null, after: null } as const;
    const kept = isExplained
      ? version
      : await appendChanges(transaction, { name: bank, version }, [read], audit);
    await keep(transaction, bank, kept, parts);
    return !isExplained;
  });
}

async function look(db: Kysely<Tables>, fingerprints: Fingerprints, bank: string): Promise<Seen | null> {
  const held = await db.selectFrom('banks').select('version').where('name', '=', bank).executeTakeFirst();
  if (held === undefined) return null;
  const parts = await fingerprints.read(db, bank);
  const row = await db.selectFrom('fingerprints').selectAll().where('bank', '=', bank).executeTakeFirst();
  if (row === undefined) return { version: held.version, parts, keptVersion: null, isExplained: true };
  const before = JSON.parse(row.parts) as FingerprintParts;
  const logged = await fingerprints.loggedParts(db, bank, row.version);
  const names = [...new Set([...Object.keys(before), ...Object.keys(parts)])];
  const isExplained = names.every((name) => before[name] === parts[name] || logged.has(name));
  return { version: held.version, parts, keptVersion: row.version, isExplained };
}

async function keep(
  transaction: Transaction<Tables>,
  bank: string,
  version: number,
  parts: FingerprintParts,
): Promise<void> {
  await transaction.deleteFrom('fingerprints').where('bank', '=', bank).execute();
  await transaction
    .insertInto('fingerprints')
    .values({ bank, version, parts: JSON.stringify(parts) })
    .execute();
}
