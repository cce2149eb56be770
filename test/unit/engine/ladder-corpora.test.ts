/**
 * A corpus for each rung of the ladder: ways to ask that must find their question first among look-alikes, and the
 * kinds of damage that people do to what they type. Where a rung has a name of its own the match must carry it.
 */
import { describe, expect, test } from 'vitest';
import type { Tier } from '../../../src/engine/index.ts';
import { indexOf, search } from '../../helpers/engine.ts';

const QUESTIONS = {
  repay: '中国农业银行信用卡如何还款？',
  limit: '中国农业银行信用卡如何提高额度？',
  lost: '信用卡丢失后怎么挂失？',
  fund: 'ETF联接基金怎么赎回？',
  invest: '基金定投什么时候扣款？',
  repo: '国债逆回购怎么操作？',
  loan: '公积金贷款可以提前还清吗？',
  house: '住房贷款利率怎么调整？',
  account: '企业开立基本存款账户需要什么材料？',
  cancel: '如何注销银行账户？',
  report: '个人征信报告怎么查询？',
  exchange: '个人购汇额度是多少？',
  policy: '保险合同的犹豫期是几天？',
  claim: '车险理赔需要哪些资料？',
  bond: '可转债怎么转股？',
  broker: '创业板开户需要什么条件？',
  tax: '增值税专用发票丢了怎么办？',
  exam: '证券从业资格考试几月报名？',
  launder: '什么是受益所有人？',
  university: '浙江大学校园卡怎么充值？',
} as const;
type Name = keyof typeof QUESTIONS;

const index = indexOf(Object.values(QUESTIONS));

function expectFirst(query: string, name: Name, tiers?: readonly Tier[]): void {
  const [best] = search(index, query).matches;
  expect(best?.document.question, query).toBe(QUESTIONS[name]);
  if (tiers) expect(tiers, `${query}: ${best!.tier}`).toContain(best!.tier);
}

describe.each<[rung: string, tiers: readonly Tier[], cases: [query: string, name: Name][]]>([
  ['exact', ['exact'], (Object.keys(QUESTIONS) as Name[]).map((name) => [QUESTIONS[name], name])],
  [
    'normalised',
    ['normalised'],
    [
      ['國債逆回購怎麼操作', 'repo'],
      ['ＥＴＦ联接基金怎么赎回', 'fund'],
      ['etf联接基金怎么赎回？？？', 'fund'],
      ['Etf联接基金怎么赎回!', 'fund'],
      ['可转债 怎么 转股', 'bond'],
      ['可 转 债 怎 么 转 股', 'bond'],
      ['请问可转债怎么转股', 'bond'],
      ['可转债怎么转股😂😂', 'bond'],
      ['可转债，怎么转股。。。', 'bond'],
      ['你好，什么是受益所有人呢', 'launder'],
    ],
  ],
  [
    'synonym',
    ['synonym'],
    [
      ['农行信用卡怎么还款', 'repay'],
      ['农行信用卡如何还款', 'repay'],
      ['个人征信报告如何查询', 'report'],
      ['住房贷款利率如何调整', 'house'],
    ],
  ],
  [
    'words',
    ['words', 'synonym'],
    [
      ['信用卡挂失', 'lost'],
      ['征信报告', 'report'],
      ['逆回购操作', 'repo'],
      ['定投扣款时间', 'invest'],
      ['开基本户要带什么材料', 'account'],
      ['发票丢了', 'tax'],
    ],
  ],
  [
    'sub-word',
    ['words', 'sub-word', 'synonym'],
    [
      ['犹豫期', 'policy'],
      ['购汇', 'exchange'],
      ['转股', 'bond'],
      ['理赔', 'claim'],
    ],
  ],
  [
    'homophone',
    ['homophone'],
    [
      ['国债逆回够怎么操作', 'repo'],
      ['可转寨怎么转股', 'bond'],
      ['个人正信报告怎么查询', 'report'],
      ['基金定头什么时候扣款', 'invest'],
      ['浙将大学校园卡怎么充值', 'university'],
    ],
  ],
  [
    'near homophone (z/zh, s/sh, n/l, in/ing, an/ang)',
    ['homophone', 'words', 'one-edit', 'sub-word', 'synonym'],
    [
      ['基金定投什么时候扣宽', 'invest'],
      ['公积金贷款可以提前还亲吗', 'loan'],
      ['如何注消银行账户', 'cancel'],
      ['个人政信报告怎么查寻', 'report'],
      ['创业版开户需要什么条件', 'broker'],
      ['保险合同的尤豫期是几天', 'policy'],
      ['咋样注销银行帐户', 'cancel'],
    ],
  ],
  [
    'pinyin',
    ['pinyin'],
    [
      ['nongye yinhang xinyongka huankuan', 'repay'],
      ['guozhai nihuigou', 'repo'],
      ['kezhuanzhai', 'bond'],
      ['zhejiang daxue', 'university'],
      ['gongjijin daikuan', 'loan'],
      ['zhengxin baogao', 'report'],
      ['征信baogao', 'report'],
    ],
  ],
  [
    'initials',
    ['initials', 'pinyin'],
    [
      ['nyyh信用卡还款', 'repay'],
      ['gznhg', 'repo'],
      ['zxbg', 'report'],
      ['zjdx', 'university'],
      ['gjjdk', 'loan'],
    ],
  ],
  [
    'one edit',
    ['one-edit', 'words', 'homophone', 'sub-word', 'synonym'],
    [
      ['国债逆回怎么操作', 'repo'],
      ['国债逆回购怎怎么操作', 'repo'],
      ['国债逆购回怎么操作', 'repo'],
      ['国债逆回构怎么操作', 'repo'],
      ['个人征信报告么查询', 'report'],
      ['个人征信报告怎么查查询', 'report'],
      ['可债转怎么转股', 'bond'],
      ['住房贷款率利怎么调整', 'house'],
      ['创业板开户要什么条件', 'broker'],
    ],
  ],
])('%s', (_, tiers, cases) => {
  test.each(cases)('%s', (query, name) => {
    expectFirst(query, name, tiers);
  });
});

test('natural sentences around the point', () => {
  const cases: [string, Name][] = [
    ['麻烦问一下我那个农行的信用卡到底要怎么还啊', 'repay'],
    ['各位老师好，想请教下我公司要去银行开基本户，都得准备哪些材料呀？', 'account'],
    ['在吗在吗，急！！我信用卡找不到了，怎么挂失', 'lost'],
    ['我就想知道个人每年能换多少外汇，购汇额度', 'exchange'],
    ['增值税的专票被我弄丢了，现在该怎么办', 'tax'],
  ];
  for (const [query, name] of cases) expectFirst(query, name);
});

test('phonetic and one-edit evidence never outranks literal evidence for the same words', () => {
  const pairs = [
    ['公积金贷款怎么办理？', '工积金袋款怎么办理？'],
    ['保险怎么退保？', '保线怎么推保？'],
    ['债券怎么买？', '寨券怎么卖？'],
    ['基金怎么分红？', '基经怎么粉红？'],
  ] as const;
  const bank = indexOf(pairs.flat());
  for (const [literal, alike] of pairs) {
    for (const query of [literal, alike]) {
      expect(search(bank, query.slice(0, -1)).matches[0]?.document.question).toBe(query);
    }
  }
});
