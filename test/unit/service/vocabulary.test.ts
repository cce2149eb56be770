/**
 * 1. Words: cleaned, repetitions dropped; too long, unsearchable and spaced ones named by line; at most 10,000.
 * 2. Synonyms: both notations, full-width signs, comments and empty lines; each fault named by line.
 * 3. One-way rules that lead in a circle are found, however long the circle; chains and diamonds are none.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCycle } from '../../../src/service/administration/rule-cycle.ts';
import { checkSynonyms } from '../../../src/service/administration/synonyms.ts';
import { checkWords } from '../../../src/service/administration/words.ts';
import { AppError } from '../../../src/errors.ts';

function messagesOf(check: () => unknown): (string | undefined)[] {
  try {
    check();
  } catch (error) {
    if (error instanceof AppError) return error.details.map(({ message }) => message?.zh);
    throw error;
  }
  return [];
}

describe('checkWords', () => {
  it('cleans', () => {
    expect(checkWords([' 国债逆回购 ', '', 'ETF', 'ETF', 'K\u0000YC'])).toEqual(['国债逆回购', 'ETF', 'KYC']);
  });

  it('names faults by line', () => {
    expect(messagesOf(() => checkWords(['好', '词'.repeat(33), '？', '两 个']))).toEqual([
      '第 2 行：词最长 32 个字，收到 33 个字',
      '第 3 行：“？”里没有文字',
      '第 4 行：“两 个”里有空格，一行只写一个词',
    ]);
  });

  it('takes 10,000 words', () => {
    const words = Array.from({ length: 10_000 }, (_, at) => `词${at}`);
    expect(checkWords(words)).toHaveLength(10_000);
    expect(messagesOf(() => checkWords([...words, '又一个']))).toEqual(['最多 10000 个词，收到 10001 个词']);
  });
});

describe('checkSynonyms', () => {
  it('cleans', () => {
    const lines = [
      '# 银行',
      '',
      '农行=农业银行 ＝ 中国农业银行',
      '定投 → 定期定额',
      'KYC ＝＞ 客户身份识别',
      '农行=农业银行=中国农业银行',
    ];
    expect(checkSynonyms(lines)).toEqual([
      '农行 = 农业银行 = 中国农业银行',
      '定投 => 定期定额',
      'KYC => 客户身份识别',
    ]);
  });

  it('names faults by line', () => {
    const lines = [
      '农行',
      '农行 =',
      '甲 => 乙 => 丙',
      '甲 = 乙 => 丙',
      '农行 = 农行',
      'etf = ETF',
      `${'词'.repeat(33)} = 甲`,
    ];
    expect(messagesOf(() => checkSynonyms(lines))).toEqual([
      '第 1 行：至少要有两个词，写成“甲 = 乙”或“甲 => 乙”',
      '第 2 行：等号的一边是空的',
      '第 3 行：单向同义词应写成“甲 => 乙”',
      '第 4 行：一行只能用一种写法：“甲 = 乙 = 丙”或“甲 => 乙”',
      '第 5 行：同一个词出现了两次',
      '第 6 行：同一个词出现了两次',
      '第 7 行：词最长 32 个字，收到 33 个字',
    ]);
  });

  it('finds circles', () => {
    expect(messagesOf(() => checkSynonyms(['甲 => 乙', '丁 => 甲', '乙 => 丙', '丙 => 甲']))).toEqual([
      '第 4 行：单向同义词成环：甲 → 乙 → 丙 → 甲。互为同义请写成 甲 = 乙 = 丙',
    ]);
    expect(checkSynonyms(['甲 => 乙', '甲 => 丙', '乙 => 丁', '丙 => 丁'])).toHaveLength(4);
  });
});

describe('findCycle', () => {
  it('survives 20,000 rules in a row', () => {
    const rules = Array.from({ length: 20_000 }, (_, at) => ({ from: `${at}`, to: `${at + 1}` }));
    expect(findCycle(rules)).toBeNull();
    expect(findCycle([...rules, { from: '20000', to: '0' }])).toHaveLength(20_001);
  });

  it('finds a circle where there is one, and only there', () => {
    const term = fc.integer({ min: 0, max: 6 }).map(String);
    fc.assert(
      fc.property(fc.array(fc.record({ from: term, to: term }), { maxLength: 12 }), (rules) => {
        const cycle = findCycle(rules);
        if (cycle === null) expect(hasCycleByRemoval(rules)).toBe(false);
        else
          cycle.forEach((rule, at) => {
            expect(rule.to).toBe(cycle[(at + 1) % cycle.length]!.from);
          });
      }),
    );
  });
});

/** The slow way: takes away terms that lead nowhere until none is left, or only circles are. */
function hasCycleByRemoval(rules: readonly { from: string; to: string }[]): boolean {
  let left = [...rules];
  for (;;) {
    const next = left.filter(({ to }) => left.some(({ from }) => from === to));
    if (next.length === left.length) return left.length > 0;
    left = next;
  }
}
