import { isDeepStrictEqual } from 'node:util';
import type { Kysely, Transaction } from 'kysely';
import type { Audit } from '../service/ports/question.ts';
import type { VocabularyStore } from '../service/ports/vocabulary-store.ts';
import { findInUse } from './adaptation-queries.ts';
import { appendChanges } from './append-changes.ts';
import { lockBank } from './lock-bank.ts';
import type { Database } from './database.ts';
import { insertRows } from './insert-rows.ts';
import type { Tables } from './tables.ts';

/** One of the two lists: how it is read and replaced, and what the history calls it. */
interface VocabularyList {
  kind: 'dictionary' | 'synonyms';
  read(db: Kysely<Tables>, bank: string): Promise<string[]>;
  replace(transaction: Transaction<Tables>, bank: string, lines: readonly string[]): Promise<void>;
}

const words: VocabularyList = {
  kind: 'dictionary',
  async read(db, bank) {
    const rows = await db
      .selectFrom('bank_words')
      .select('word')
      .where('bank', '=', bank)
      .orderBy('position')
      .execute();
    return rows.map((row) => row.word);
  },
  async replace(transaction, bank, lines) {
    await transaction.deleteFrom('bank_words').where('bank', '=', bank).execute();
    await insertRows(
      transaction,
      'bank_words',
      lines.map((word, position) => ({ bank, position, word })),
    );
  },
};

const synonyms: VocabularyList = {
  kind: 'synonyms',
  async read(db, bank) {
    const rows = await db
      .selectFrom('bank_synonyms')
      .select('notation')
      .where('bank', '=', bank)
      .orderBy('position')
      .execute();
    return rows.map((row) => row.notation);
  },
  async replace(transaction, bank, lines) {
    await transaction.deleteFrom('bank_synonyms').where('bank', '=', bank).execute();
    await insertRows(
      transaction,
      'bank_synonyms',
      lines.map((notation, position) => ({ bank, position, notation })),
    );
  },
};

export function vocabularyQueries(database: Database): VocabularyStore {
  const replace = (list: VocabularyList, bankName: string, lines: readonly string[], audit: Audit) =>
    database.write(async (transaction) => {
      const bank = await lockBank(transaction, bankName);
      const before = await list.read(transaction, bankName);
      if (isDeepStrictEqual(before, lines)) return bank.version;
      await list.replace(transaction, bankName, lines);
      const change = { kind: list.kind, questionId: null, before, after: lines };
      return appendChanges(transaction, bank, [change], audit);
    });

  return {
    readVocabulary: (bank) =>
      database.snapshot(async (db) => ({
        words: await words.read(db, bank),
        synonyms: await synonyms.read(db, bank),
        adaptation: (await findInUse(db, bank))?.content ?? null,
      })),
    replaceWords: (bank, lines, audit) => replace(words, bank, lines, audit),
    replaceSynonyms: (bank, lines, audit) => replace(synonyms, bank, lines, audit),
  };
}
