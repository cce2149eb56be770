import { readFileSync } from 'node:fs';
import { DEFAULT_READING_LIMITS } from '../../src/importer/reading-limits.ts';
import { collectSheets } from '../../src/importer/collect-sheets.ts';
import { readTables } from '../../src/importer/read-tables.ts';
import { readFields } from '../../src/service/transfer/read-fields.ts';
import { readRows } from '../../src/service/transfer/read-rows.ts';
import type { QuerySet, SentencePair } from './corpora.ts';
import { hashText } from './random.ts';

const SAMPLE = 'sample';
/** Each wording is a query of one of these sets and stands in the banks of the others. */
const SETS = 3;

/** The sample bank as a corpus: its wordings are paraphrases of each other, its negative phrasings are not. */
export async function readSampleBank(file: string): Promise<{ pairs: SentencePair[]; sets: QuerySet[] }> {
  const tables = await collectSheets(readTables('bank.xlsx', readFileSync(file), DEFAULT_READING_LIMITS));
  const questions = readRows(tables).rows.map((row) => {
    const { question, phrasings, negativePhrasings } = readFields(row).fields;
    return { wordings: [question!, ...(phrasings ?? [])], negatives: negativePhrasings ?? [] };
  });
  const pairs = questions.flatMap(({ wordings, negatives }) =>
    wordings.flatMap((a, i) => [
      // Each with the question and its neighbour: all pairs would outweigh the other corpora.
      ...wordings
        .filter((_, j) => (i === 0 && j > 0) || j === i + 1)
        .map((b) => ({ corpus: SAMPLE, a, b, same: true })),
      ...negatives.map((b) => ({ corpus: SAMPLE, a, b, same: false })),
    ]),
  );
  const sets = Array.from({ length: SETS }, (_, number) => {
    const isQuery = (wording: string): boolean => hashText(wording) % SETS === number;
    return {
      corpus: SAMPLE,
      bank: questions
        .flatMap(({ wordings }) => wordings)
        .filter((wording) => !isQuery(wording))
        .map((text) => ({ id: text, text })),
      queries: questions.flatMap(({ wordings }) =>
        wordings.filter(isQuery).map((text) => ({
          text,
          right: new Set(wordings.filter((wording) => !isQuery(wording))),
          wrong: null,
        })),
      ),
    };
  });
  return { pairs, sets };
}
