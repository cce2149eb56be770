import Database from 'libsql';
import type { BenchEngine } from './bench-engine.ts';
import { cutWords } from './words.ts';

const database = new Database(':memory:');
const asText = (words: readonly string[]): string => words.join(' ');

export const sqliteFts5: BenchEngine = {
  build(questions) {
    database.exec("CREATE VIRTUAL TABLE bank USING fts5(question, tokenize = 'unicode61')");
    const insert = database.prepare('INSERT INTO bank (rowid, question) VALUES (?, ?)');
    database.exec('BEGIN');
    questions.forEach((question, id) => insert.run([id, asText(cutWords(question))]));
    database.exec('COMMIT');
  },
  prepare: (query) => () => {
    const terms = cutWords(query).map((word) => `"${word.replaceAll('"', '')}"`);
    if (terms.length === 0) return [];
    const select = database.prepare('SELECT rowid FROM bank WHERE bank MATCH ? ORDER BY rank LIMIT 10');
    return (select.all([terms.join(' OR ')]) as { rowid: number }[]).map(({ rowid }) => rowid);
  },
};
