import { describe, expect, it } from 'vitest';
import type { StoredQuestion } from '../../../../src/service/ports/question.ts';
import { checkQuestionContent, NEW_QUESTION_DEFAULTS } from '../../../../src/service/question-content.ts';
import { readRows } from '../../../../src/service/transfer/read-rows.ts';
import type { SourceCell } from '../../../../src/service/transfer/table-reader.ts';
import { searchEngine } from '../../../helpers/engine.ts';
import { judgedRows } from '../../../helpers/judged-rows.ts';
import { sheetOf } from './rows-of.ts';

// Rows against each other and against the bank, with the real engine:
// 1. A wording that two entries lay claim to is found, whichever comes first, and the remedy leaves it out.
// 2. Questions that mean the same while their answers contradict each other are found; those that only look
//    alike, and those whose answers agree, are not.
// 3. Entries of the bank that the file replaces do not count.

const HEADER = ['问题', '答案', '相似问', '编号'];
const at = new Date(0);

function stored(question: string, answer: string, over: Partial<StoredQuestion> = {}): StoredQuestion {
  const { content, questionKey } = checkQuestionContent(
    { ...NEW_QUESTION_DEFAULTS, question, answer, ...over },
    (text) => searchEngine.normalizeForIdentity(text),
  );
  const audit = { createdBy: 'a', createdAt: at, updatedBy: 'a', updatedAt: at, changeReason: null };
  return { ...content, ...audit, id: question, bank: 'b', questionKey, version: 1 };
}

async function findingsOf(rows: SourceCell[][], bank: StoredQuestion[] = []) {
  const { rows: read } = readRows([sheetOf([HEADER, ...rows])]);
  return (await judgedRows(read, bank))
    .flatMap(({ findings }) => findings)
    .map(({ cell, rule, found, fix }) => [cell, rule, found, fix]);
}

describe('a wording of two entries', () => {
  it('is found inside the file', async () => {
    expect(
      await findingsOf([
        ['怎么开户', '带身份证', '如何销户？；开户流程；转账限额'],
        ['如何销户', '去柜台', '开户流程'],
        ['转账有限额吗', '五万元', '转账限额|怎么提额'],
      ]),
    ).toEqual([
      ['C2', 'phrasing_is_question', '相似问“如何销户？”是第 3 行的问题', '开户流程\n转账限额'],
      ['C3', 'phrasing_shared', '相似问“开户流程”也列在第 2 行', ''],
      ['C4', 'phrasing_shared', '相似问“转账限额”也列在第 2 行', '怎么提额'],
    ]);
  });

  it('is found between file and bank', async () => {
    const bank = [
      stored('如何销户', '去柜台', { phrasings: ['注销账户', '怎么开户？'] }),
      stored('旧问法', '将被替换', { externalId: 'E1', phrasings: ['开户流程'] }),
    ];
    const rows = [
      ['怎么开户', '带身份证', '如何销户；注销账户；开户流程', ''],
      ['新问法', '替换', '', 'E1'],
    ];
    expect(await findingsOf(rows, bank)).toEqual([
      ['C2', 'phrasing_is_question', '相似问“如何销户”是题库里的“如何销户”的问题', '注销账户\n开户流程'],
      ['C2', 'phrasing_shared', '相似问“注销账户”也列在题库里的“如何销户”', '开户流程'],
      ['A2', 'phrasing_is_question', '问题“怎么开户”已是题库里的“如何销户”的相似问', null],
    ]);
  });
});

describe('answers that contradict each other', () => {
  it.each([
    ['信用卡年费多少', '年费100元', '信用卡年费是多少钱', '年费是每年200元', '金额不同：200元与100元'],
    ['农行金卡年费多少', '100元', '请问中国农业银行金卡的年费标准是多少', '200元', '金额不同：200元与100元'],
    ['怎么查询社保余额', '需要3天', '社保余额如何查询？', '5天', '天数不同：5天与3天'],
    ['房贷可以提前还款吗', '可以，满一年即可', '房贷能不能提前还款', '不可以。', '结论相反：不可以与可以'],
    ['活期存款利率是多少', '年利率0.35%', '活期存款的利率多少', '0.3%', '比例不同：0.3%与0.35%'],
    [
      '个人养老金什么时候截止',
      '2025年12月31日',
      '个人养老金截止时间是什么时候',
      '2026-12-31',
      '日期不同：2026-12-31与2025-12-31',
    ],
  ])('%s: %s; %s: %s', async (question, answer, again, otherAnswer, why) => {
    const found = `与第 2 行“${question}”问的是同一件事，答案却矛盾：${why}`;
    expect(
      await findingsOf([
        [question, answer],
        [again, otherAnswer],
      ]),
    ).toEqual([['B3', 'contradicting_answers', found, null]]);
    const inBank = `与题库里“${question}”问的是同一件事，答案却矛盾：${why}`;
    expect(await findingsOf([[again, otherAnswer]], [stored(question, answer)])).toEqual([
      ['B2', 'contradicting_answers', inBank, null],
    ]);
  });

  it.each([
    ['招商银行信用卡年费多少', '300元', '建设银行信用卡年费多少', '400元'],
    ['信用卡年费多少', '年费100元', '信用卡年费是多少钱', '每年100元，刷满6次免年费'],
    ['第12条收费多少', '100元', '第21条收费是多少钱', '200元'],
    ['5年期存款利率多少', '2%', '3年期存款利率多少', '1.5%'],
    ['人民币怎么兑换美元', '汇率0.14', '美元怎么兑换人民币', '汇率7.1'],
    ['如何开通短信提醒', '收费2元', '如何关闭短信提醒', '每月20日生效，退还1元'],
  ])('are not those of %s and %s', async (question, answer, other, otherAnswer) => {
    expect(
      await findingsOf([
        [question, answer],
        [other, otherAnswer],
      ]),
    ).toEqual([]);
  });
});
