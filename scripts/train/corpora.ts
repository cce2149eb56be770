import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hashText } from './random.ts';
import { readSampleBank } from './sample-bank.ts';

/** Two sentences that mean the same, or do not. */
export interface SentencePair {
  readonly corpus: string;
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
}

/** A bank with queries and the ids of their right questions. */
export interface QuerySet {
  readonly corpus: string;
  readonly bank: readonly { readonly id: string; readonly text: string }[];
  readonly queries: readonly SetQuery[];
}

export interface SetQuery {
  readonly text: string;
  readonly right: ReadonlySet<string>;
  /** Questions known to be wrong; null: all that are not right. */
  readonly wrong: ReadonlySet<string> | null;
}

/** Everything that is fitted on, split so that sentences of one meaning always stay together. */
export interface Corpora {
  readonly pairs: readonly SentencePair[];
  readonly sets: readonly QuerySet[];
  /** Sentences of one meaning share a group; groups are spread evenly over [0, 1). */
  readonly placeOf: (sentence: string) => number;
}

/** Query sets with training queries. */
export const SETS = ['law', 'med', 'lcqmc'];
/** Sentences that are only ever tested on. */
const TESTED = ['bq-judged/queries.tsv', 'noanswer/far.tsv', 'noanswer/near.tsv'];

export function readTsv(file: string): string[][] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t').map((cell) => cell.trim()));
}

/**
 * @param folder the evaluation sets
 * @param sampleBank workbook of the sample bank, the corpus `sample`
 * @param without corpora left out
 * @param withTested whether sentences of the judged and no-answer sets may be fitted on
 */
export async function readCorpora(
  folder: string,
  sampleBank: string,
  without: readonly string[],
  withTested: boolean,
): Promise<Corpora> {
  const tested = new Set(
    withTested ? [] : TESTED.flatMap((file) => readTsv(path.join(folder, file)).map(([, text]) => text!)),
  );
  const sample = await readSampleBank(sampleBank);
  const given = readTsv(path.join(folder, 'pairs.tsv')).map(([corpus, a, b, label]) => ({
    corpus: corpus!,
    a: a!,
    b: b!,
    same: label === '1',
  }));
  const all = [...given, ...sample.pairs];
  const pairs = all.filter(
    ({ corpus, a, b }) => !without.includes(corpus) && !tested.has(a) && !tested.has(b),
  );
  const sets = [...SETS.map((corpus) => readSet(folder, corpus)), ...sample.sets];
  // Groups are those of all sentences, so that what is held out does not depend on what is left out.
  const placeOf = groupSentences(all, sets);
  return { pairs, sets: sets.filter(({ corpus }) => !without.includes(corpus)), placeOf };
}

function readSet(folder: string, corpus: string): QuerySet {
  const file = (name: string): string => path.join(folder, corpus, name);
  const right = new Map<string, Set<string>>();
  for (const [query, question, judgement] of readTsv(file('qrels.tsv'))) {
    if (judgement === '0') continue;
    const ids = right.get(query!) ?? new Set();
    right.set(query!, ids.add(question!));
  }
  return {
    corpus,
    bank: readTsv(file('bank.tsv')).map(([id, text]) => ({ id: id!, text: text! })),
    queries: readTsv(file('queries.tsv')).map(([id, text]) => ({
      text: text!,
      right: right.get(id!) ?? new Set(),
      wrong: null,
    })),
  };
}

/** Union-find over sentences known to mean the same. */
function groupSentences(
  pairs: readonly SentencePair[],
  sets: readonly QuerySet[],
): (sentence: string) => number {
  const parents = new Map<string, string>();
  const find = (sentence: string): string => {
    let root = sentence;
    for (
      let parent = parents.get(root);
      parent !== undefined && parent !== root;
      parent = parents.get(root)
    ) {
      root = parent;
    }
    parents.set(sentence, root);
    return root;
  };
  const join = (a: string, b: string): void => {
    parents.set(find(a), find(b));
  };
  for (const { a, b, same } of pairs) if (same) join(a, b);
  for (const { bank, queries } of sets) {
    const texts = new Map(bank.map(({ id, text }) => [id, text]));
    for (const { text, right } of queries) for (const id of right) join(text, texts.get(id)!);
  }
  return (sentence) => hashText(find(sentence)) / 4_294_967_296;
}
