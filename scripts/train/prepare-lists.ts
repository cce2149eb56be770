import type { Analyzer, OppositePair } from '../../src/engine/index.ts';
import { ListReader } from '../../src/engine/ranking/list-reader.ts';
import type { Embedding } from '../../src/engine/ranking/embedding.ts';
import { bankFromPairs } from './bank-from-pairs.ts';
import { appendList, buildIndex, CandidateLists } from './candidate-lists.ts';
import type { Corpora, QuerySet, SetQuery } from './corpora.ts';
import { createDamage } from './damage.ts';
import { foldOf } from './fold-embeddings.ts';
import { createRandom } from './random.ts';

const DAMAGED_SHARE = 0.3;
/** Queries taken from other corpora for each bank, as a share of its own: they have no answer there. */
const FOREIGN_SHARE = 0.15;
/** The same where the bank comes from pairs: among business questions those of another product look alike. */
const FOREIGN_SHARE_OF_PAIRS = 0.6;

/** Candidate lists of all training queries, some of them damaged as well, each read by the embedding of its fold. */
export function prepareLists(
  corpora: Corpora,
  analyzer: Analyzer,
  opposites: readonly OppositePair[],
  withoutFold: readonly Embedding[],
  isUsed: (place: number) => boolean,
  note: (text: string) => void,
): CandidateLists {
  const lists = new CandidateLists();
  const random = createRandom(3);
  const fromPairs = setsFromPairs(corpora);
  const sets = [...corpora.sets, ...fromPairs];
  const damage = createDamage(
    sets.flatMap(({ bank }) => bank.slice(0, 3000).map(({ text }) => text)),
    analyzer.pinyin,
    random,
  );
  const readers = withoutFold.map((embedding) => new ListReader(embedding, null));
  for (const set of sets) {
    const index = buildIndex(set, analyzer);
    const add = (query: SetQuery, place: number, isForeign = false): void => {
      const fold = foldOf(place);
      appendList(lists, index, query, readers[fold]!, opposites, {
        corpus: set.corpus,
        fold,
        isForeign,
      });
    };
    const own = set.queries.filter(({ text }) => isUsed(corpora.placeOf(text)));
    for (const query of own) {
      const place = corpora.placeOf(query.text);
      add(query, place);
      if (random() < DAMAGED_SHARE) add({ ...query, text: damage(query.text) }, place);
    }
    const share = fromPairs.includes(set) ? FOREIGN_SHARE_OF_PAIRS : FOREIGN_SHARE;
    for (const text of foreignQueries(corpora, set, own.length * share, random)) {
      const place = corpora.placeOf(text);
      if (isUsed(place)) add({ text, right: new Set(), wrong: null }, place, true);
    }
    note(`${set.corpus}: ${lists.sources.length} lists, ${lists.labels.length} candidates so far`);
  }
  return lists;
}

function setsFromPairs({ pairs, sets }: Corpora): QuerySet[] {
  const covered = new Set(sets.map(({ corpus }) => corpus));
  const rest = [...new Set(pairs.map(({ corpus }) => corpus))].filter((corpus) => !covered.has(corpus));
  return rest.map((corpus) =>
    bankFromPairs(
      corpus,
      pairs.filter((pair) => pair.corpus === corpus),
    ),
  );
}

/** Corpora about the same business: a question of one may well be answered by the bank of the other. */
const KINDRED = [
  ['bq', 'ccks'],
  ['atec', 'afqmc'],
];

function foreignQueries({ pairs }: Corpora, set: QuerySet, count: number, random: () => number): string[] {
  const kin = KINDRED.find((group) => group.includes(set.corpus)) ?? [set.corpus];
  const foreign = pairs.filter(({ corpus }) => !kin.includes(corpus));
  return Array.from(
    { length: Math.round(count) },
    () => foreign[Math.floor(random() * foreign.length)]?.a ?? '',
  );
}
