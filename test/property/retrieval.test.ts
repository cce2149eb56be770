/**
 * 1. Pruned retrieval keeps exactly the texts that an exhaustive scan keeps, in the same order, ties included.
 * 2. The same through the whole index: segments, deletions and filters change nothing of that.
 * 3. The heap keeps the best of any sequence, whatever its order.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BankIndex, type QuestionDocument } from '../../src/engine/index.ts';
import { buildPostingLists } from '../../src/engine/index/build-posting-lists.ts';
import { CollectedPostings } from '../../src/engine/index/collected-postings.ts';
import { orderTexts } from '../../src/engine/index/text-order.ts';
import { analyzeQuery } from '../../src/engine/query/analyzed-query.ts';
import { retrieveByBlocks } from '../../src/engine/query/block-max.ts';
import { literalTerms } from '../../src/engine/query/query-terms.ts';
import { topWordings } from '../../src/engine/query/retrieve.ts';
import type { SearchFilter } from '../../src/engine/query/search-request.ts';
import { retrieveByScan } from '../../src/engine/query/scan.ts';
import { TopK } from '../../src/engine/query/top-k.ts';
import { runAtOnce } from '../../src/engine/steps.ts';
import { analyzerFor, documentOf } from '../helpers/engine.ts';

const TERMS = 12;
/** Texts as lists of [term, impact], no term twice. */
const texts = fc.array(
  fc.uniqueArray(fc.tuple(fc.nat(TERMS - 1), fc.integer({ min: 1, max: 255 })), {
    selector: ([term]) => term,
    maxLength: TERMS,
  }),
  { minLength: 1, maxLength: 200 },
);
const weights = fc.uniqueArray(fc.tuple(fc.nat(TERMS - 1), fc.integer({ min: 1, max: 900 })), {
  selector: ([term]) => term,
  minLength: 1,
});

describe('block-max retrieval', () => {
  test('keeps what an exhaustive scan keeps, ties included', () => {
    fc.assert(
      fc.property(
        texts,
        weights,
        fc.integer({ min: 1, max: 30 }),
        fc.nat(3),
        fc.nat(9),
        (said, weighted, k, skip, gap) => {
          // Texts without terms between the others make lists that leave blocks out.
          const collected = said.flatMap((text) => [text, ...Array.from({ length: gap * 8 }, () => [])]);
          const postings = new CollectedPostings();
          for (const text of collected) {
            postings.beginText();
            for (const [term, impact] of text) postings.add(term, impact);
          }
          const frequencies = runAtOnce(postings.documentFrequencies(TERMS));
          const streams = Uint8Array.from(frequencies, (_, term) => term % 2);
          const terms = { frequencies, streams, streamCount: 2 };
          const falling = { ...terms, frequencies: frequencies.toSorted().reverse() };
          const sorted = runAtOnce(orderTexts(postings, falling));
          const order = gap === 0 ? sorted : Uint32Array.from(collected, (_, text) => text);
          const lists = runAtOnce(buildPostingLists(postings, terms, order));
          const searched = weighted.map(([term, weight]) => ({ term, weight }));
          const accept = (text: number): boolean => skip === 0 || text % (skip + 1) !== 0;

          const search = { postings: lists, terms: searched, accept, firstNumber: 7 };
          const byBlocks = new TopK(k);
          retrieveByBlocks(search, byBlocks);
          const byScan = new TopK(k);
          retrieveByScan(search, byScan);

          const scanned = [...order]
            .map((collectedNumber, number) => {
              const impacts = new Map(collected[collectedNumber]);
              return {
                number,
                score: searched.reduce((sum, { term, weight }) => sum + weight * (impacts.get(term) ?? 0), 0),
              };
            })
            .filter(({ number, score }) => score > 0 && accept(number))
            .sort((a, b) => b.score - a.score || a.number - b.number)
            .slice(0, k)
            .map(({ number, score }) => ({ number: number + 7, score }));
          expect(byBlocks.sorted()).toEqual(scanned);
          expect(byScan.sorted()).toEqual(scanned);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('the heap keeps the best of any sequence', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 })), fc.integer({ min: 1, max: 8 }), (scores, k) => {
        const best = new TopK(k);
        scores.forEach((score, number) => {
          best.offer(score, number);
        });
        const expected = scores
          .map((score, number) => ({ score, number }))
          .sort((a, b) => b.score - a.score || a.number - b.number)
          .slice(0, k);
        expect(best.sorted()).toEqual(expected);
      }),
    );
  });
});

describe('an index of segments', () => {
  const analyzer = analyzerFor();
  const piece = fc.constantFrom(
    '农行',
    '工行',
    '信用卡',
    '借记卡',
    '怎么',
    '如何',
    '还款',
    '挂失',
    '利率',
    '贷款',
    '基金',
    '定投',
  );
  const question = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  const label = fc.constantFrom(null, '卡', '贷款');
  const time = fc.option(fc.integer({ min: 0, max: 9 }));
  const content = fc.record({
    question,
    category: label,
    tags: label.map((tag) => (tag === null ? [] : [tag])),
    validFromMs: time,
    validUntilMs: time,
  });
  const timeless = fc.record({ question });
  const change = fc.record({
    put: fc.array(fc.tuple(fc.nat(30), content), { maxLength: 4 }),
    removed: fc.array(fc.nat(30), { maxLength: 3 }),
  });
  const EVERYTHING: SearchFilter = { category: null, tag: null, nowMs: 0 };
  const asked = fc.record({
    query: question,
    filter: fc.oneof(fc.record({ category: label, tag: label, nowMs: fc.nat(9) }), fc.constant(EVERYTHING)),
    limit: fc.integer({ min: 1, max: 5 }),
  });

  const passes = (document: QuestionDocument, { category, tag, nowMs }: SearchFilter) =>
    (category === null || document.category === category) &&
    (tag === null || document.tags.includes(tag)) &&
    (document.validFromMs ?? -Infinity) <= nowMs &&
    nowMs < (document.validUntilMs ?? Infinity);

  test('finds after any changes what an index built anew finds', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(content, { maxLength: 12 }), fc.array(timeless, { maxLength: 12 })),
        fc.constantFrom(1, 30),
        fc.array(change, { maxLength: 5 }),
        asked,
        (some, times, changes, { query, filter, limit }) => {
          // Only a segment too large to be merged with a change keeps what was deleted of it.
          const start = Array.from({ length: times }, () => some).flat();
          const expected = new Map(start.map((said, i) => [`q${i}`, documentOf(`q${i}`, '', said)]));
          let index = BankIndex.build([...expected.values()], analyzer);
          for (const { put, removed } of changes) {
            const documents = put.map(([i, said]) => documentOf(`q${i}`, '', said));
            index = index.withChanges({
              put: documents,
              removed: removed.map((i) => `q${i}`).filter((id) => !documents.some((each) => each.id === id)),
            });
            for (const i of removed) expected.delete(`q${i}`);
            for (const document of documents) expected.set(document.id, document);
          }
          expect(index.size).toBe(expected.size);
          const asStored = (documents: Iterable<QuestionDocument>) =>
            new Map([...documents].map((document) => [document.id, document.question]));
          expect(asStored(index.documents())).toEqual(asStored(expected.values()));

          const found = (of: BankIndex, by: SearchFilter, most: number): string[] => {
            const terms = literalTerms(of, analyzeQuery(of, query));
            return topWordings(of, terms, by, most, 1).map(({ document }) => document.id);
          };
          const rebuilt = BankIndex.build(
            [...expected.values()].map((document) => documentOf(document.id, document.question)),
            analyzer,
          );
          const passing = found(rebuilt, EVERYTHING, 1000).filter((id) => passes(expected.get(id)!, filter));
          const all = found(index, filter, 1000);
          expect(all.toSorted()).toEqual(passing.sort());
          expect(found(index, filter, limit)).toEqual(all.slice(0, limit));
        },
      ),
      { numRuns: 120 },
    );
  });
});
