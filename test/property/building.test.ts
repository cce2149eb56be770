/**
 * 1. An index built in turns, with searches between the steps, equals one built at once.
 * 2. The posting lists of a segment hold exactly the terms that `termsOf` gives of each wording, with their impacts.
 * 3. Changes worked in in steps give what they give at once.
 * 4. Segments joined, without what was deleted of them, are to the last byte what a build of their documents gives.
 * 5. Sorting in steps gives what sorting at once gives.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arraysOf, BankIndex } from '../../src/engine/index.ts';
import { impactOf } from '../../src/engine/index/bm25.ts';
import { joinSegments } from '../../src/engine/index/join-segments.ts';
import { liveDocuments, wholeSegment, type LiveSegment } from '../../src/engine/index/live-segment.ts';
import type { Segment } from '../../src/engine/index/segment.ts';
import { sortInSteps } from '../../src/engine/index/sort-in-steps.ts';
import { STREAMS, termsOf } from '../../src/engine/index/terms.ts';
import { retrieveByScan } from '../../src/engine/query/scan.ts';
import { TopK } from '../../src/engine/query/top-k.ts';
import { runAtOnce, type Steps } from '../../src/engine/steps.ts';
import { analyzerFor, documentOf, questionsFound } from '../helpers/engine.ts';

const analyzer = analyzerFor({ words: ['花呗分期'] });
const piece = fc.constantFrom(
  ...[
    '农业银行',
    '信用卡',
    '借记卡',
    '怎么',
    '还款',
    '花呗分期',
    '利率',
    '農行',
    'ETC',
    'A股',
    '3.5%',
    '500',
    '！',
  ],
  ...['𠮷', '的', '请问', '银行', '长大', 'x'],
);
const wording = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const label = fc.option(fc.constantFrom('', '信用卡', '🙂'));
const time = fc.option(fc.integer({ min: -5, max: 5 }));
const documents = fc
  .array(
    fc.record({
      question: wording,
      phrasings: fc.array(wording, { maxLength: 3 }),
      negativePhrasings: fc.array(wording, { maxLength: 1 }),
      category: label,
      tags: fc.array(label, { maxLength: 2 }).map((tags) => tags.filter((tag) => tag !== null)),
      pinned: fc.boolean(),
      boost: fc.integer({ min: -5, max: 5 }),
      validFromMs: time,
      validUntilMs: time,
    }),
    { maxLength: 120 },
  )
  .map((all) => all.map(({ question, ...more }, i) => documentOf(`q${i}`, question, more)));

/** Everything that an index consists of, quick to compare. */
function bytesOf(index: BankIndex): Record<string, string>[] {
  return arraysOf(index).segments.map((arrays) =>
    Object.fromEntries(
      Object.entries(arrays).map(([name, { buffer, byteOffset, byteLength }]) => [
        name,
        Buffer.from(buffer, byteOffset, byteLength).toString('latin1'),
      ]),
    ),
  );
}

/** Runs the steps with a search between any two of them. */
function runBesideSearches<T>(steps: Steps<T>, index: BankIndex): T {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    expect(questionsFound(index, '信用卡还款')).toEqual(['信用卡怎么还款']);
  }
}

/** Impact of each term by its key, of each wording of a segment. */
function impactsByWording({ wordings, terms, postings }: Segment): Map<string, number>[] {
  const found = Array.from({ length: wordings.size }, () => new Map<string, number>());
  for (let term = 0; term < terms.size; term++) {
    const key = terms.at(term);
    const best = new TopK(wordings.size);
    retrieveByScan({ postings, terms: [{ term, weight: 1 }], accept: null, firstNumber: 0 }, best);
    for (const { number, score } of best.sorted()) found[number]!.set(key, score);
  }
  return found;
}

function expectedImpacts(text: string): Map<string, number> {
  const analyzed = analyzer.analyze(text);
  const impacts = new Map<string, number>();
  for (const stream of STREAMS) {
    const terms = termsOf(analyzed, stream, analyzer.pinyin);
    for (const term of terms) {
      const frequency = terms.filter((other) => other === term).length;
      impacts.set(term, impactOf(stream, frequency, terms.length));
    }
  }
  return impacts;
}

describe('an index', () => {
  const other = BankIndex.build([documentOf('other', '信用卡怎么还款')], analyzer);
  /** Its characters have more different impacts than there are ranks. */
  const odd = documentOf('odd', '五五五五五，四四四四，三三三，二二，一');

  test('built in turns equals one built at once, and changes in steps those at once', () => {
    fc.assert(
      fc.property(documents, documents, (start, put) => {
        const builder = BankIndex.builder(analyzer);
        for (const document of start) {
          builder.add(document);
          if (document.id.endsWith('0')) questionsFound(other, '信用卡还款');
        }
        const inTurns = runBesideSearches(builder.finish(), other);
        const atOnce = BankIndex.build(start, analyzer);
        expect(bytesOf(inTurns)).toEqual(bytesOf(atOnce));
        const changes = { put: put.slice(0, 40), removed: start.slice(50, 60).map(({ id }) => id) };
        const changed = runBesideSearches(atOnce.withChangesInSteps(changes), other);
        expect(bytesOf(changed)).toEqual(bytesOf(atOnce.withChanges(changes)));
      }),
      { numRuns: 30 },
    );
  });

  test('joined from segments equals one built of their documents', () => {
    fc.assert(
      fc.property(fc.array(documents, { maxLength: 3 }), fc.func(fc.boolean()), (parts, isDeleted) => {
        const inputs = parts.map((others): LiveSegment => {
          const part = [...others, odd];
          const { segment } = BankIndex.build(part, analyzer).segments[0]!;
          const deleted = Uint8Array.from(part, ({ id }) => (isDeleted(id) ? 1 : 0));
          return { segment, deleted, liveCount: deleted.filter((one) => one === 0).length };
        });
        const joined = wholeSegment(runAtOnce(joinSegments(inputs)));
        const live = inputs.flatMap((input) => [...liveDocuments(input)]);
        expect(bytesOf(new BankIndex(analyzer, [joined]))).toEqual(bytesOf(BankIndex.build(live, analyzer)));
      }),
      { numRuns: 60 },
    );
  });

  test('holds the terms of each wording with their impacts', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const { segment } = BankIndex.build(all, analyzer).segments[0]!;
        const found = impactsByWording(segment);
        found.forEach((impacts, number) => {
          const { question, phrasings } = segment.documents.at(segment.wordings.documentOf(number));
          const { phrasing } = segment.wordings.at(number);
          expect(impacts).toEqual(expectedImpacts([question, ...phrasings][phrasing + 1]!));
        });
      }),
      { numRuns: 50 },
    );
  });
});

test('sorting in steps gives what sorting at once gives', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1_000_000), { minLength: 2000, maxLength: 6000 }), (numbers) => {
      const descending = (a: number, b: number): number => b - a;
      const sorted = runAtOnce(sortInSteps(Uint32Array.from(numbers), descending));
      expect([...sorted]).toEqual([...numbers].sort(descending));
    }),
    { numRuns: 20 },
  );
});
