import { expect, test } from 'vitest';
import { analyzeQuery, type QuestionDocument } from '../../../src/engine/index.ts';
import { documentsBeside } from '../../../src/engine/ranking/documents-beside.ts';
import { documentOf, indexOf, searchEngine } from '../../helpers/engine.ts';

const CARDS = ['信用卡', '借记卡', '社保卡', '储蓄卡', '公交卡'];
const ACTIONS = ['还款', '挂失', '激活', '注销', '分期', '提额', '换卡', '查账单'];
const OTHERS = [
  (text: string) => `${text}要多久`,
  (text: string) => `请问${text}的流程`,
  (text: string) => `${text}收费吗`,
];

/** Each in several wordings, so that questions are far fewer than what is retrieved. */
const documents: QuestionDocument[] = Array.from({ length: 240 }, (_, i) => {
  const text = `${CARDS[i % CARDS.length]}怎么${ACTIONS[i % ACTIONS.length]}${i}`;
  return { ...documentOf(`q${i}`, text), phrasings: OTHERS.map((other) => other(text)) };
});

test.each(['信用卡', '怎么还款', '信用卡怎么还款', 'xinyongka', '信勇卡环款'])(
  'pages of every size go through the same list for %s',
  async (query) => {
    const index = await searchEngine.buildIndex([documents], { words: [], synonyms: [] });
    const lists = [7, 10, 50].map((limit) => {
      const ids: string[] = [];
      for (let offset = 0; ; offset += limit) {
        const request = { category: null, tag: null, nowMs: 0, limit, offset, explain: false };
        const { matches, total, totalIsExact } = index.search(query, request).result;
        ids.push(...matches.map(({ document }) => document.id));
        expect(total).toBeGreaterThanOrEqual(ids.length);
        if (total > ids.length) expect(matches).toHaveLength(limit);
        else expect([totalIsExact, total]).toEqual([true, ids.length]);
        if (total <= offset + limit) return ids;
      }
    });
    expect(lists[0]!.length).toBeGreaterThan(40);
    expect(new Set(lists[0]).size).toBe(lists[0]!.length);
    expect(lists[1]).toEqual(lists[0]);
    expect(lists[2]).toEqual(lists[0]);
  },
);

test('nothing is looked for deeper where all that says what was asked is at hand', () => {
  const index = indexOf(['信用卡怎么还款']);
  const shallow = { items: [], isComplete: false, isLiteralComplete: true };
  const none = { category: null, tag: null, nowMs: 0 };
  const beside = documentsBeside(index, analyzeQuery(index, '还款'), none, { read: [], shallow, wanted: 10 });
  expect(beside).toEqual({ candidates: [], isComplete: false });
});
