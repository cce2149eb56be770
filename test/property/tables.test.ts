/**
 * 1. A table of strings gives back every string by its number, and the number of every string; of equal ones the last.
 * 2. A segment gives back every document as it was added, whatever its texts are, and finds it by its id.
 * 3. A segment gives back every wording as it was analysed, and filters its documents by category, tag and time.
 * 4. Categories are counted and paged as a walk through all documents would, whatever is deleted or not valid.
 * 5. A map of recent values remembers the last ones, and no more than twice as many.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BankIndex,
  countCategories,
  isValidAt,
  pageOfCategory,
  type QuestionDocument,
} from '../../src/engine/index.ts';
import type { LiveSegment } from '../../src/engine/index/live-segment.ts';
import { RecentMap } from '../../src/engine/index/recent-map.ts';
import { StringTableBuilder } from '../../src/engine/index/string-table.ts';
import { runAtOnce } from '../../src/engine/steps.ts';
import { analyzerFor } from '../helpers/engine.ts';

const analyzer = analyzerFor();
/** Latin, accented, Han of one and of two code units, halves of these, and nothing. */
const text = fc
  .array(fc.constantFrom('a', '花呗', 'é', '𠮷', '\ud842', '\udfb7', '？', ' ', '\0', 'ＡＢ', '还款'), {
    maxLength: 9,
  })
  .map((pieces) => pieces.join(''));
/** Ids as questions have them, and what is nearly one. */
const id = fc.oneof(
  fc.ulid(),
  fc.tuple(fc.ulid(), fc.nat(25), fc.constantFrom('', 'I', 'a', '8', 'é', '𠮷')).map(([ulid, at, odd]) => {
    return ulid.slice(0, at) + odd + ulid.slice(at + 1);
  }),
  fc.string({ maxLength: 3 }),
);
const name = fc.constantFrom('', '信用卡', 'loans', '🙂');
const time = fc.option(fc.integer({ min: -5, max: 5 }));
const document: fc.Arbitrary<QuestionDocument> = fc.record({
  id: fc.oneof(text, id),
  question: text,
  answer: fc.oneof(
    text,
    fc.nat(9000).map((length) => '答'.repeat(length)),
  ),
  phrasings: fc.array(text, { maxLength: 3 }),
  negativePhrasings: fc.array(text, { maxLength: 2 }),
  category: fc.option(name),
  tags: fc.array(name, { maxLength: 3 }),
  pinned: fc.boolean(),
  boost: fc.integer({ min: -5, max: 5 }).map((boost) => boost || 0),
  validFromMs: time,
  validUntilMs: time,
});
const documents = fc.array(document, { maxLength: 60 });

test('a table of strings knows them both ways', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(text, id, fc.string({ unit: 'binary' }))),
      fc.oneof(text, id),
      (strings, other) => {
        const builder = new StringTableBuilder();
        for (const each of strings) builder.push(each);
        const table = runAtOnce(builder.finish());
        expect(Array.from({ length: table.size }, (_, number) => table.at(number))).toEqual(strings);
        for (const each of [...strings, other]) expect(table.find(each)).toBe(strings.lastIndexOf(each));
      },
    ),
  );
});

test('a segment gives documents back as they were added', () => {
  fc.assert(
    fc.property(documents, (all) => {
      const index = BankIndex.build(all, analyzer);
      expect([...index.documents()].map(plain)).toEqual(all);
      const table = index.segments[0]!.segment.documents;
      all.forEach((each, number) => {
        expect(table.at(number)).toBe(table.at(number));
        expect(table.numberOf(each.id)).toBe(all.findLastIndex(({ id }) => id === each.id));
      });
    }),
  );
});

test('a segment gives wordings back as they were analysed, and filters', () => {
  fc.assert(
    fc.property(documents, name, fc.integer({ min: -6, max: 6 }), (all, label, nowMs) => {
      const { documents: table, wordings } = BankIndex.build(all, analyzer).segments[0]!.segment;
      let expected = 0;
      all.forEach(({ question, phrasings }, number) => {
        expected += [question, ...phrasings].filter((each) => analyzer.analyze(each).core !== '').length;
        const core = analyzer.analyze(question).core;
        expect(wordings.questionOf(number)?.core).toBe(core === '' ? undefined : core);
      });
      expect(wordings.size).toBe(expected);
      for (let number = 0; number < wordings.size; number++) {
        const { core, wordEnds, phrasing } = wordings.at(number);
        const { question, phrasings } = all[wordings.documentOf(number)]!;
        const analyzed = analyzer.analyze([question, ...phrasings][phrasing + 1]!);
        expect([core, [...wordEnds]]).toEqual([analyzed.core, analyzed.words.map(({ end }) => end)]);
      }
      const number = table.labelOf(label);
      all.forEach((each, i) => {
        expect(table.hasCategory(i, number)).toBe(each.category === label);
        expect(table.hasTag(i, number)).toBe(each.tags.includes(label));
        expect(table.isValidAt(i, nowMs)).toBe(isValidAt(each, nowMs));
      });
    }),
  );
});

test('categories are counted and paged as a walk through all documents would', () => {
  const slice = fc.record({ limit: fc.nat(9), offset: fc.nat(9) });
  const instant = fc.integer({ min: -6, max: 6 });
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(document, fc.boolean()), { maxLength: 30 }), { maxLength: 3 }),
      name,
      slice,
      instant,
      (parts, category, { limit, offset }, nowMs) => {
        const segments = parts.map((part): LiveSegment => {
          const built = BankIndex.build(
            part.map(([each]) => each),
            analyzer,
          ).segments[0]!;
          const deleted = part.some(([, isDeleted]) => isDeleted);
          return deleted ? { ...built, deleted: Uint8Array.from(part, ([, is]) => Number(is)) } : built;
        });
        const index = new BankIndex(analyzer, segments);
        const valid = parts.flatMap((part) =>
          part.flatMap(([each, isDeleted]) => (!isDeleted && isValidAt(each, nowMs) ? [each] : [])),
        );
        const counts = new Map<string, number>();
        for (const each of valid) {
          if (each.category !== null) counts.set(each.category, (counts.get(each.category) ?? 0) + 1);
        }
        expect(countCategories(index, nowMs)).toEqual(counts);
        const all = valid.filter((each) => each.category === category);
        const byId = all.toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
        const sorted = [...byId.filter(({ pinned }) => pinned), ...byId.filter(({ pinned }) => !pinned)];
        const page = pageOfCategory(index, category, { limit, offset }, nowMs);
        expect(page.total).toBe(all.length);
        expect(page.documents.map(plain)).toEqual(sorted.slice(offset, offset + limit));
      },
    ),
  );
});

test('a map of recent values remembers the last ones', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30)), fc.integer({ min: 1, max: 8 }), (keys, least) => {
      const map = new RecentMap<number>(least);
      for (const key of keys) map.set(key, key * 10);
      const last = [...new Set(keys.toReversed())];
      for (const key of last.slice(0, least)) expect(map.get(key)).toBe(key * 10);
      expect(last.filter((key) => map.get(key) !== undefined).length).toBeLessThanOrEqual(2 * least);
    }),
  );
});

/** A document as an object of its own. */
function plain(of: QuestionDocument): QuestionDocument {
  const { id, question, answer, phrasings, negativePhrasings, category, tags, pinned, boost } = of;
  const { validFromMs, validUntilMs } = of;
  const texts = { id, question, answer, phrasings, negativePhrasings };
  return { ...texts, category, tags, pinned, boost, validFromMs, validUntilMs };
}
