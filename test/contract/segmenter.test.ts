/**
 * Both segmenters, over the same dictionary files:
 * 1. the words of a run joined are the run;
 * 2. a word's shorter words are those that search mode puts before it;
 * 3. terms of the finance dictionary stay whole;
 * 4. both cut finance questions alike;
 * 5. a missing binary leads to the other implementation, and the reason is kept.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createShorterWords } from '../../src/engine/analysis/shorter-words.ts';
import { segment } from '../../src/engine/analysis/words.ts';
import { createWordSet } from '../../src/engine/analysis/word-set.ts';
import type { Segmenter } from '../../src/engine/index.ts';
import { openSegmenter } from '../../src/segmenter/index.ts';
import { openNodeRsSegmenter } from '../../src/segmenter/node-rs-segmenter.ts';
import { openNodejiebaSegmenter } from '../../src/segmenter/nodejieba-segmenter.ts';
import { DATA_FOLDER } from '../helpers/engine.ts';

const dictionary = path.join(DATA_FOLDER, 'dictionary.txt');
const SEGMENTERS = path.join(import.meta.dirname, '../../src/segmenter/index.ts');
const WITHOUT_NODEJIEBA = path.join(import.meta.dirname, '../fixtures/without-nodejieba.cjs');

/** Null on a laptop that could not build it; in CI it must be there. */
const nodejieba = openWhereBuilt();
const nodeRs = openNodeRsSegmenter(dictionary);

const QUESTIONS = [
  '农业银行信用卡如何还款',
  '国债逆回购怎么操作',
  '基金定投可以随时停止吗',
  '融资融券信用账户如何开立',
  '可转债打新需要什么条件',
  '重大疾病保险的等待期是多久',
  '客户尽职调查包括哪些内容',
  '个人征信报告在哪里查询',
];

function openWhereBuilt(): Segmenter | null {
  try {
    return openNodejiebaSegmenter(dictionary);
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    return null;
  }
}

const SEGMENTERS_TO_TEST: [name: string, segmenter: Segmenter][] = [
  ...(nodejieba === null ? [] : [['nodejieba', nodejieba] as [string, Segmenter]]),
  ['@node-rs/jieba', nodeRs],
];

describe.each(SEGMENTERS_TO_TEST)('%s', (name, segmenter) => {
  const han = fc.string({
    unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 30,
  });
  const text = fc.oneof(
    han,
    fc.array(fc.constantFrom(...QUESTIONS), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
  );

  test('names itself with its version', () => {
    expect(segmenter.name).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`));
  });

  test('words joined are the text', () => {
    fc.assert(fc.property(text, (run) => segmenter.cut(run).join('') === run));
  });

  test('words have the shorter words inside them that search mode puts before them', () => {
    fc.assert(
      fc.property(text, (run) => {
        const shorterWords = createShorterWords(segmenter);
        const { words, subWords } = segment(run, { segmenter, shorterWords }, createWordSet([]));
        expect(words.map((word) => word.text)).toEqual(segmenter.cut(run));
        const searched = words.map((word) => segmenter.cutForSearch(word.text));
        // What no dictionary holds may be cut where it stands alone.
        const whole = searched.filter((parts, i) => parts.at(-1) === words[i]!.text);
        expect(subWords.map((word) => word.text)).toEqual(whole.flatMap((parts) => parts.slice(0, -1)));
        for (const { text: part, start, end } of subWords) expect(run.slice(start, end)).toBe(part);
      }),
    );
  });

  test.each(['国债逆回购', '基金定投', '融资融券', '重大疾病保险', '客户尽职调查'])(
    'keeps %s whole',
    (term) => {
      expect(segmenter.cut(`请问${term}是什么`)).toContain(term);
    },
  );
});

test.runIf(nodejieba).each(QUESTIONS)('both cut %s alike', (question) => {
  expect(nodeRs.cut(question)).toEqual(nodejieba!.cut(question));
  expect(nodeRs.cutForSearch(question)).toEqual(nodejieba!.cutForSearch(question));
});

test.runIf(nodejieba)('auto takes nodejieba where it loads', () => {
  expect(openSegmenter('auto', dictionary)).toMatchObject({
    segmenter: { name: nodejieba!.name },
    fallbackReason: null,
  });
});

test('auto takes @node-rs/jieba where the binary is missing, and says why', async () => {
  const script = `
    const { openSegmenter } = await import(${JSON.stringify(pathToFileURL(SEGMENTERS).href)});
    const { segmenter, fallbackReason } = openSegmenter('auto', ${JSON.stringify(dictionary)});
    console.log(segmenter.name.split(' ')[0] + '|' + fallbackReason + '|' + segmenter.cut('基金定投').join('/'));`;
  const args = ['--require', WITHOUT_NODEJIEBA, '--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout.trim()).toBe('@node-rs/jieba|nodejieba native binary was not found|基金定投');
});
