/**
 * 1. Every query of the three tables names an entry of the bank, and none is given twice.
 * 2. No distant paraphrase repeats a wording of the bank; it shares less than 70 % of its pairs of neighbouring
 *    characters with each wording of its own entry.
 * 3. Both kinds of paraphrases speak of all 16 categories; each kind of damage has at least 15 queries.
 * 4. At least 90 % of the paraphrases, such as people type every day, find their question first.
 * 5. At least 80 % of the distant ones, which tell a situation or share few words with the bank, do so.
 * 6. At least 90 % of the damaged queries find their question first.
 * 7. A query equal to a negative phrasing is never answered outright by its entry: where that entry comes first,
 *    it carries a guard of kind negative-phrasing, or too little confidence to be shown at all.
 *
 * Misses are printed, for each kind, with what was found instead.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { BankIndex, type Match, type QuestionDocument } from '../../src/engine/index.ts';
import { collectSheets } from '../../src/importer/collect-sheets.ts';
import { readTables } from '../../src/importer/read-tables.ts';
import { DEFAULT_READING_LIMITS } from '../../src/importer/reading-limits.ts';
import { readFields } from '../../src/service/transfer/read-fields.ts';
import { readRows } from '../../src/service/transfer/read-rows.ts';
import { analyzerFor, DATA_FOLDER, documentOf, search } from '../helpers/engine.ts';

interface UserQuery {
  externalId: string;
  kind: string;
  text: string;
}

const WORKBOOK = path.join(DATA_FOLDER, 'finance.xlsx');
const LEAST_SHARE_FOUND = 0.9;
const LEAST_SHARE_OF_DISTANT_FOUND = 0.8;
const MOST_OVERLAP = 0.7;
/** Far below every threshold of a bank. */
const LEAST_SHOWN = 0.05;
const KINDS = [
  'traditional',
  'homophone',
  'near-homophone',
  'missing',
  'swapped',
  'doubled',
  'width-case',
  'noise',
  'pinyin',
  'initials',
];

describe.skipIf(!existsSync(WORKBOOK))('the finance bank', async () => {
  const documents = existsSync(WORKBOOK) ? await readBank() : [];
  const byId = new Map(documents.map((document) => [document.id, document]));
  const index = BankIndex.build(documents, analyzerFor());
  const plain = readQueries('paraphrases.tsv');
  const distant = readQueries('distant.tsv');
  const damaged = readQueries('damaged.tsv');

  test('is asked for by each query once', () => {
    const all = [...plain, ...distant, ...damaged];
    expect(all.filter(({ externalId }) => !byId.has(externalId))).toEqual([]);
    expect(new Set(all.map(({ text }) => bare(text))).size).toBe(all.length);
  });

  test('is asked in other words than its own by the distant paraphrases', () => {
    const own = new Set(documents.flatMap(wordingsOf).map(bare));
    const tooNear = distant.filter(
      ({ externalId, text }) =>
        own.has(bare(text)) ||
        wordingsOf(byId.get(externalId)!).some((wording) => overlap(text, wording) >= MOST_OVERLAP),
    );
    expect(tooNear).toEqual([]);
  });

  test('is asked about every category, and with every kind of damage', () => {
    for (const queries of [plain, distant]) {
      const categories = new Set(queries.map(({ externalId }) => byId.get(externalId)!.category));
      expect(categories).toEqual(new Set(documents.map(({ category }) => category)));
      expect(categories.size).toBe(16);
    }
    for (const kind of KINDS)
      expect(damaged.filter((query) => query.kind === kind).length).toBeGreaterThan(14);
    expect(damaged.filter(({ kind }) => !KINDS.includes(kind))).toEqual([]);
  });

  test('is found by paraphrases', () => {
    expect(shareFound(plain)).toBeGreaterThanOrEqual(LEAST_SHARE_FOUND);
  });

  test('is found by distant paraphrases', () => {
    expect(shareFound(distant)).toBeGreaterThanOrEqual(LEAST_SHARE_OF_DISTANT_FOUND);
  });

  test('is found by damaged queries', () => {
    expect(shareFound(damaged)).toBeGreaterThanOrEqual(LEAST_SHARE_FOUND);
  });

  test('never answers outright what an entry is marked not to answer', () => {
    const answered = documents.flatMap((document) =>
      document.negativePhrasings.filter((phrasing) => {
        const first = search(index, phrasing).matches[0];
        return first?.document.id === document.id && !isGuarded(first) && first.confidence >= LEAST_SHOWN;
      }),
    );
    expect(documents.flatMap(({ negativePhrasings }) => negativePhrasings).length).toBeGreaterThan(0);
    expect(answered).toEqual([]);
  });

  /** The share of queries whose question comes first; prints it by kind, with the misses. */
  function shareFound(queries: readonly UserQuery[]): number {
    const misses = queries.filter(({ externalId, text }) => firstOf(text)?.document.id !== externalId);
    const lines = [...new Set(queries.map(({ kind }) => kind))].flatMap((kind) => {
      const asked = queries.filter((query) => query.kind === kind).length;
      const missed = misses.filter((query) => query.kind === kind);
      return [`${kind}: ${asked - missed.length} of ${asked} found first`, ...missed.map(describeMiss)];
    });
    process.stdout.write(`${lines.join('\n')}\n`);
    return 1 - misses.length / queries.length;
  }

  function describeMiss({ externalId, text }: UserQuery): string {
    const { matches } = search(index, text);
    const place = matches.findIndex(({ document }) => document.id === externalId) + 1;
    const first = matches[0];
    const instead = first === undefined ? 'nothing' : `${first.document.id} ${wordingOf(first)}`;
    return `  ${text}\n    wanted ${externalId} (${place === 0 ? 'absent' : `place ${place}`}), found ${instead}`;
  }

  function firstOf(text: string): Match | undefined {
    return search(index, text).matches[0];
  }
});

async function readBank(): Promise<QuestionDocument[]> {
  const tables = await collectSheets(
    readTables('finance.xlsx', readFileSync(WORKBOOK), DEFAULT_READING_LIMITS),
  );
  return readRows(tables).rows.map((row) => {
    const { externalId, question, answer, phrasings, negativePhrasings, category, tags } =
      readFields(row).fields;
    return documentOf(externalId!, question!, {
      answer: answer!,
      phrasings: phrasings ?? [],
      negativePhrasings: negativePhrasings ?? [],
      category: category ?? null,
      tags: tags ?? [],
    });
  });
}

/** Lines of `externalId<TAB>query` or `externalId<TAB>kind<TAB>query`. */
function readQueries(fileName: string): UserQuery[] {
  const lines = readFileSync(path.join(import.meta.dirname, fileName), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      return { externalId: cells[0]!, kind: cells.length === 3 ? cells[1]! : 'plain', text: cells.at(-1)! };
    });
}

function wordingsOf({ question, phrasings }: QuestionDocument): string[] {
  return [question, ...phrasings];
}

function wordingOf({ document, matchedPhrasing }: Match): string {
  return matchedPhrasing ?? document.question;
}

function isGuarded({ guards }: Match): boolean {
  return guards.some(({ kind }) => kind === 'negative-phrasing');
}

/** Letters and digits alone, in lower case. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The share of pairs of neighbouring characters that two texts have in common (Dice). */
function overlap(one: string, other: string): number {
  const mine = pairsOf(one);
  const theirs = pairsOf(other);
  const shared = [...mine].filter((pair) => theirs.has(pair)).length;
  return (2 * shared) / (mine.size + theirs.size);
}

function pairsOf(text: string): Set<string> {
  const letters = bare(text);
  return new Set(Array.from({ length: letters.length - 1 }, (_, i) => letters.slice(i, i + 2)));
}
