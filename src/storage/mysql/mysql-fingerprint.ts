import { sql, type Kysely } from 'kysely';
import type { FingerprintParts } from '../find-outside-changes.ts';
import type { Tables } from '../tables.ts';

/** Questions fall into so many groups by their ids, a power of two. */
const GROUPS = 256;

const groupOf = (id: string) => sql<number>`crc32(${sql.ref(id)}) & ${sql.lit(GROUPS - 1)}`;

/** Of a row: a null is told from an empty text, and one column from the next. */
const checksum = (columns: readonly string[]) => {
  const texts = columns.map((column) => sql`ifnull(concat('=', ${sql.ref(column)}), '-')`);
  return sql`crc32(concat_ws(char(0), ${sql.join(texts)}))`;
};

const QUESTION_COLUMNS = ['id', 'external_id', 'question', 'answer', 'category', 'status']
  .concat(['valid_from', 'valid_until', 'pinned', 'boost', 'extra'])
  .map((column) => `questions.${column}`);
const SETTINGS = ['title', 'answer_threshold', 'suggest_threshold', 'fallback', 'is_public'];

/**
 * Checksums of what a bank holds: of the questions in groups, of the settings, dictionary and synonyms. About a second
 * for a million questions.
 */
export async function mysqlFingerprint(db: Kysely<Tables>, bank: string): Promise<FingerprintParts> {
  const sums = await sql<{ part: string; count: number | string; sum: number | string | null }>`
    select concat('q', ${groupOf('questions.id')}) as part, count(*) as count, sum(${checksum(QUESTION_COLUMNS)}) as sum
      from questions where bank = ${bank} group by part
    union all
    select concat('p', ${groupOf('question_id')}), count(*),
        sum(${checksum(['question_id', 'kind', 'position', 'text'])})
      from phrasings join questions on questions.id = question_id where bank = ${bank} group by 1
    union all
    select concat('t', ${groupOf('question_id')}), count(*), sum(${checksum(['question_id', 'position', 'tag'])})
      from question_tags join questions on questions.id = question_id where bank = ${bank} group by 1
    union all
    select 'dictionary', count(*), sum(${checksum(['position', 'word'])}) from bank_words where bank = ${bank}
    union all
    select 'synonyms', count(*), sum(${checksum(['position', 'notation'])}) from bank_synonyms where bank = ${bank}
    union all
    select 'settings', count(*), sum(${checksum(SETTINGS)}) from banks where name = ${bank}
  `.execute(db);
  return Object.fromEntries(sums.rows.map(({ part, count, sum }) => [part, `${count} ${sum ?? 0}`]));
}

/** The parts that the change log has entries of since a version. */
export async function mysqlLoggedParts(
  db: Kysely<Tables>,
  bank: string,
  version: number,
): Promise<Set<string>> {
  const { rows } = await sql<{ kind: string; part: number | null }>`
    select distinct if(question_id is null, kind, 'question') as kind, ${groupOf('question_id')} as part
    from changes where bank = ${bank} and version > ${version}
  `.execute(db);
  const parts = rows.flatMap(({ kind, part }) =>
    part === null ? [kind] : ['q', 'p', 't'].map((table) => table + String(part)),
  );
  return new Set(parts);
}
