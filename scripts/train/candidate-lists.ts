import {
  analyzeQuery,
  BARE_DOCUMENT,
  BankIndex,
  retrieve,
  type Analyzer,
  type OppositePair,
  type QuestionDocument,
} from '../../src/engine/index.ts';
import { createDifferences, findDifferences } from '../../src/engine/ranking/difference.ts';
import type { ListReader } from '../../src/engine/ranking/list-reader.ts';
import type { QuerySet, SetQuery } from './corpora.ts';
import { Growing } from './growing.ts';

/** Labels of candidates. */
const WRONG = 0;
export const RIGHT = 1;
export const UNKNOWN = 2;

/** What a query adds to the lists. */
export interface ListSource {
  readonly corpus: string;
  /** Which part of cross-fitting the query belongs to. */
  readonly fold: number;
  /** The query is about another subject than the bank. */
  readonly isForeign: boolean;
}

/** Lists of candidates with features, differences and labels; row r of list i: starts[i] ≤ r < starts[i + 1]. */
export class CandidateLists {
  readonly sources: ListSource[] = [];
  readonly rows = new Growing((length) => new Float32Array(length));
  readonly keys = new Growing((length) => new Int32Array(length));
  readonly keyStarts: number[] = [0];
  readonly starts: number[] = [0];
  readonly labels: number[] = [];
}

/** Candidates retrieved, as in the product. */
const RETRIEVED = 100;

export function buildIndex(set: QuerySet, analyzer: Analyzer): BankIndex {
  return BankIndex.build(set.bank.map(toDocument), analyzer);
}

function toDocument({ id, text }: { id: string; text: string }): QuestionDocument {
  return { ...BARE_DOCUMENT, id, question: text };
}

const ANYTHING = { category: null, tag: null, nowMs: 0 };
const differences = createDifferences();

/** Searches `index` for a query and appends what the model would look at. */
export function appendList(
  lists: CandidateLists,
  index: BankIndex,
  { text, right, wrong }: SetQuery,
  reader: ListReader,
  opposites: readonly OppositePair[],
  source: ListSource,
): void {
  const analyzed = analyzeQuery(index, text);
  if (analyzed.text.core === '') return;
  const written = reader.prepareQuery(analyzed);
  const { items } = retrieve(index, analyzed, ANYTHING, RETRIEVED);
  const list = reader.read(index, analyzed, written, reader.select(written, items), opposites);
  if (list.items.length === 0) return;
  lists.rows.append(list.rows);
  for (const { candidate, pair, wording } of list.items) {
    findDifferences(pair.read, wording, differences);
    lists.keys.append(differences.keys, differences.count);
    lists.keyStarts.push(lists.keys.length);
    const { id } = candidate.document;
    lists.labels.push(right.has(id) ? RIGHT : wrong === null || wrong.has(id) ? WRONG : UNKNOWN);
  }
  lists.starts.push(lists.labels.length);
  lists.sources.push(source);
}
