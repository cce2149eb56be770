import { sql, type Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { BANK_SETTINGS, changeTriggers, type Trigger } from '../triggers/change-triggers.ts';

/** The service says of each of its sessions that it is its own. */
export const MARK_OWN_SESSION = 'set @jieda_service = 1';

const madeBy = `concat('sql:', user())`;
const now = 'utc_timestamp(3)';

const trigger = (name: string, when: string, body: string): string =>
  `create trigger if not exists ${name} ${when} for each row begin if @jieda_service is null then ${body} end if; end`;

/** A trigger may not update the table that it is on, but may change the row before it is written. */
const settings: Trigger = {
  name: 'jieda_banks_update',
  sql: `create trigger if not exists jieda_banks_update before update on banks for each row begin
    if @jieda_service is null and new.version = old.version
      and not (${BANK_SETTINGS.map((column) => `new.${column} <=> old.${column}`).join(' and ')})
    then
      set new.version = old.version + 1;
      insert into changes (bank, version, kind, made_by, made_at)
        values (old.name, new.version, 'settings', ${madeBy}, ${now});
    end if;
  end`,
};

const TRIGGERS = changeTriggers({ trigger, madeBy, now, settings });

/** Servers that keep a binary log want more than the rights on the database, or a setting, for triggers. */
const REFUSALS = new Set([
  'ER_BINLOG_CREATE_ROUTINE_NEED_SUPER',
  'ER_TABLEACCESS_DENIED_ERROR',
  'ER_SPECIFIC_ACCESS_DENIED_ERROR',
]);

/** Creates the triggers that are missing, as far as the server lets this user. */
export async function installMysqlTriggers(db: Kysely<Tables>): Promise<void> {
  if (await hasMysqlTriggers(db)) return;
  try {
    for (const { sql: statement } of TRIGGERS) await sql.raw(statement).execute(db);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && REFUSALS.has(error.code as string))) throw error;
  }
}

/** Whether every trigger is there. */
export async function hasMysqlTriggers(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ present: number }>`
    select count(*) as present from information_schema.triggers
    where trigger_schema = database() and trigger_name in (${sql.join(TRIGGERS.map(({ name }) => name))})
  `.execute(db);
  return Number(rows[0]?.present) === TRIGGERS.length;
}
