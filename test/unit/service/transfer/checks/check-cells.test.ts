import { describe, expect, it } from 'vitest';
import { judged, sheetOf } from '../rows-of.ts';

// The texts of single cells:
// 1. Answers that were never written, personal data, links that are not of the web and formulas are found,
//    with a proposal where a machine can make one.
// 2. What only looks like them is left alone.
// 3. Of the address that an answer leads to and does not show, a web address becomes part of it; others are found.
// 4. Several faults of one cell propose one text that mends them all.

const HEADER = ['编号', '问题', '答案', '相似问1', '相似问2'];

function findingsOf(cells: Readonly<Record<string, string>>) {
  const sound: Record<string, string> = { 问题: '信用卡如何还款？', 答案: '见账单。', ...cells };
  const [row] = judged(sheetOf([HEADER, HEADER.map((title) => sound[title] ?? '')]));
  return row!.findings.map(({ level, cell, rule, found, fix }) => ({ level, cell, rule, found, fix }));
}

describe('an answer that was never written', () => {
  it.each(['待补充', '暂无。', 'TODO', 'xxx', 'XXXX', '测试', 'n/a', '……', '同上', '-', '1111'])(
    '%s',
    (答案) => {
      expect(findingsOf({ 答案 })).toEqual([
        {
          level: 'warning',
          cell: 'C2',
          rule: 'placeholder_answer',
          found: `答案“${答案}”像是还没有写好`,
          fix: null,
        },
      ]);
    },
  );

  it.each([
    '可以',
    '不能',
    '是',
    '5%',
    '95588',
    '暂无此业务',
    'ok',
    '无手续费',
    '测试环境请联系管理员',
    'AA级',
  ])('is not %s', (答案) => {
    expect(findingsOf({ 答案 })).toEqual([]);
  });

  it('takes the one above where it says so', () => {
    const rows = judged(
      sheetOf([
        HEADER,
        ['', '甲', '答案一', ''],
        ['', '乙', '同上', ''],
        ['', '丙', '同上。', ''],
        ['', '丁', '待补充', ''],
      ]),
    );
    expect(rows.map(({ findings }) => findings.map(({ fix }) => fix))).toEqual([
      [],
      ['答案一'],
      ['答案一'],
      [null],
    ]);
  });
});

describe('personal data', () => {
  it.each([
    ['找小王13812345678', '手机号', '找小王138****5678'],
    ['电话 １３８１２３４５６７８', '手机号', '电话 １３８****５６７８'],
    ['证件 11010519491231002X', '身份证号', '证件 110***********002X'],
    ['卡 6222021234567890128', '银行卡号', '卡 622************0128'],
    ['卡 6222 0212 3456 7894', '银行卡号', '卡 622* **** **** 7894'],
  ])('%s: %s', (答案, kind, fix) => {
    const [finding, ...others] = findingsOf({ 答案 });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: 'warning', cell: 'C2', rule: 'personal_data', fix });
    expect(finding?.found).toContain(`含有${kind}`);
    expect(finding?.found).not.toContain('3456');
  });

  it.each([
    '证件 110105194912310021',
    '卡 6222 0212 3456 7890',
    '流水号 20260101123456789',
    '客服 400-820-8788',
  ])('is not %s: its check digit is wrong, or it is no such number', (答案) => {
    expect(findingsOf({ 答案 })).toEqual([]);
  });

  it('may be part of an id', () => {
    expect(findingsOf({ 编号: '13812345678' })).toEqual([]);
  });
});

describe('links', () => {
  it.each(['点 javascript:alert(1)', '[看](vbscript:x)', '<a href="data:text/html,x">'])(
    'that run code keep the row out: %s',
    (答案) => {
      expect(findingsOf({ 答案 })).toMatchObject([{ level: 'error', cell: 'C2', rule: 'link_dangerous' }]);
    },
  );

  it.each([
    '见 ftp://a.b/c.doc',
    'file:///C:/a.doc',
    '\\\\server\\share\\a.doc',
    'D:\\资料\\a.doc',
    'weixin://dl/x',
  ])('that nobody outside can open: %s', (答案) => {
    expect(findingsOf({ 答案 })).toMatchObject([{ level: 'warning', cell: 'C2', rule: 'link_not_web' }]);
  });

  it.each([
    'https://a.cn/b',
    'HTTP://a.cn',
    'JavaScript：一门语言',
    '比例 1:2',
    'mailto:a@b.cn',
    '路径 A\\B',
  ])('leaves %s alone', (答案) => {
    expect(findingsOf({ 答案 })).toEqual([]);
  });
});

describe('text like a formula', () => {
  it.each([
    ["=cmd|' /C calc'!A0", "cmd|' /C calc'!A0"],
    ['=HYPERLINK("x")', 'HYPERLINK("x")'],
    ['@SUM(1)', 'SUM(1)'],
    ['＝1+1', '1+1'],
    ['+SUM(A1)', 'SUM(A1)'],
  ])('%s', (答案, fix) => {
    expect(findingsOf({ 答案 })).toMatchObject([{ level: 'warning', cell: 'C2', rule: 'formula_like', fix }]);
  });

  it.each(['- 第一步（可选）', '+86 10 1234', '-5℃', '== 说明 ==', '@客服'])('is not %s', (答案) => {
    expect(findingsOf({ 答案 })).toEqual([]);
  });
});

describe('the address that a cell leads to', () => {
  const led = (text: string, target: string, index = 1) => {
    const sheet = sheetOf([
      ['问题', '答案'],
      ['怎么开户？', text],
    ]);
    const rows = sheet.rows.map((row) => (row.number === 2 ? { ...row, links: [{ index, target }] } : row));
    const [row] = judged({ ...sheet, rows });
    return {
      answer: row!.fields.answer,
      findings: row!.findings.map(({ rule, cell, found }) => [rule, cell, found]),
    };
  };

  it.each([
    ['见指南', 'https://example.com/a', '见指南（https://example.com/a）'],
    ['见指南', 'HTTP://example.com', '见指南（HTTP://example.com）'],
    ['见 https://example.com/a 。', 'https://example.com/a', '见 https://example.com/a 。'],
    ['见 https://example.com', 'https://example.com/', '见 https://example.com'],
    ['写信到 a@example.com', 'mailto:a@example.com', '写信到 a@example.com'],
    ['拨打 95588', 'tel:95588', '拨打 95588'],
  ])('of %s, %s, makes it %s', (text, target, answer) => {
    expect(led(text, target)).toEqual({ answer, findings: [] });
  });

  it.each([
    ['mailto:a@example.com', 'link_not_web', '不是 http 或 https 网址'],
    ['file:///C:/a.xlsx', 'link_not_web', '不是 http 或 https 网址'],
    ['费率.xlsx', 'link_not_web', '不是 http 或 https 网址'],
    ['https:', 'link_not_web', '不是 http 或 https 网址'],
    ['JavaScript:alert(1)', 'link_dangerous', '会运行代码'],
    ['data:text/html,a', 'link_dangerous', '会运行代码'],
  ])('%s, is found', (target, rule, why) => {
    expect(led('点这里', target)).toEqual({
      answer: '点这里',
      findings: [[rule, 'B2', `单元格的链接“${target}”${why}`]],
    });
  });

  it('does not matter where the cell is no answer', () => {
    expect(led('打电话。', 'javascript:alert(1)', 0)).toEqual({ answer: '打电话。', findings: [] });
  });
});

describe('several faults', () => {
  it('of one cell have one remedy; those of another cell their own', () => {
    const findings = findingsOf({ 答案: '=TEL(13812345678)', 相似问2: '找13912345678' });
    expect(findings.map(({ cell, rule, fix }) => [cell, rule, fix])).toEqual([
      ['C2', 'personal_data', 'TEL(138****5678)'],
      ['C2', 'formula_like', 'TEL(138****5678)'],
      ['E2', 'personal_data', '找139****5678'],
    ]);
  });
});
