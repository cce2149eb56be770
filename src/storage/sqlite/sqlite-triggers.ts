import { sql, type Kysely, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { BANK_SETTINGS, changeTriggers, type Trigger } from '../triggers/change-triggers.ts';

const madeBy = `'sql'`;
const now = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;
/** Holds a row only within transactions of the service, so that no other connection ever sees one. */
const OWN_WRITE = 'own_write';

const trigger = (name: string, when: string, body: string): string =>
  `create trigger if not exists ${name} ${when} when not exists (select 1 from ${OWN_WRITE}) begin ${body} end`;

const settings: Trigger = {
  name: 'jieda_banks_update',
  sql: trigger(
    'jieda_banks_update',
    `after update of ${BANK_SETTINGS.join(', ')} on banks`,
    `update banks set version = version + 1 where name = new.name;
     insert into changes (bank, version, kind, made_by, made_at)
       select name, version, 'settings', ${madeBy}, ${now} from banks where name = new.name;`,
  ),
};

const TRIGGERS = changeTriggers({ trigger, madeBy, now, settings });

export async function installSqliteTriggers(db: Kysely<Tables>): Promise<void> {
  if (await hasSqliteTriggers(db)) return;
  await sql.raw(`create table if not exists ${OWN_WRITE} (mark integer primary key) strict`).execute(db);
  for (const { sql: statement } of TRIGGERS) await sql.raw(statement).execute(db);
}

/** Whether every trigger is there. */
export async function hasSqliteTriggers(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ present: number }>`
    select count(*) as present from sqlite_master
    where type = 'trigger' and name in (${sql.join(TRIGGERS.map(({ name }) => name))})
  `.execute(db);
  return rows[0]?.present === TRIGGERS.length;
}

/** Marks the transaction as the service's own, from here to `endOwnWrite`. */
export async function beginOwnWrite(transaction: Transaction<Tables>): Promise<void> {
  await sql.raw(`insert into ${OWN_WRITE} values (1)`).execute(transaction);
}

export async function endOwnWrite(transaction: Transaction<Tables>): Promise<void> {
  await sql.raw(`delete from ${OWN_WRITE}`).execute(transaction);
}
