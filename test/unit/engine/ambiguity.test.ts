import { describe, expect, test } from 'vitest';
import { BankIndex } from '../../../src/engine/index.ts';
import { analyzerFor, documentOf, search } from '../../helpers/engine.ts';

const QUESTIONS = [
  '信用卡到期后如何换卡',
  '信用卡丢失了怎么挂失',
  '信用卡账单日怎么修改',
  '可转债是什么',
  '可转债怎么申购',
  '外汇怎么结汇',
  '基金',
  '基金怎么赎回',
];
const OTHERS = [
  '股票密码忘了',
  '手机银行密码忘了',
  '密码太短了通不过',
  '信用卡丢了怎么办',
  '企业征信怎么查',
  '公积金怎么提取',
  '车险怎么退',
  '国债怎么买',
];
const indexOf = (questions: readonly string[]): BankIndex =>
  BankIndex.build(
    questions.map((question, i) => ({ ...documentOf(`q${i}`, question), answer: `答${i}` })),
    analyzerFor(),
  );
const index = indexOf(QUESTIONS);
const ambiguitiesOf = (query: string, where = index): string[] =>
  search(where, query)
    .matches.flatMap(({ guards }) => guards)
    .filter(({ kind }) => kind === 'ambiguous')
    .map(({ message }) => message);

test.each([
  ['a topic of several questions', '信用卡', ['只说了“信用卡”，不能确定想问什么']],
  ['the same with politeness', '请问一下信用卡', ['只说了“信用卡”，不能确定想问什么']],
  ['a topic of one question', '外汇', []],
  ['a topic that a question explains', '可转债', []],
  ['a topic that is a question itself', '基金', []],
  ['more than a topic', '信用卡怎么换卡', []],
])('%s', (_, query, expected) => {
  expect(ambiguitiesOf(query)).toEqual(expected);
});

describe('what several questions say of one thing each', () => {
  const others = indexOf(OTHERS);

  test.each([
    ['asked of none of them', '密码忘了', ['提问中没有提到“股票”，另有问题同样符合']],
    ['asked of one', '股票密码忘了', []],
    ['where only one says all of it', '密码太短了', []],
  ])('%s', (_, query, expected) => {
    expect(ambiguitiesOf(query, others)).toEqual(expected);
  });
});
