import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/wechat/parse-command.ts';

describe('parseCommand', () => {
  it.each(['继续', ' 继续 ', '继续。', '继续！', '“继续”', '回复继续', '繼續'])(
    'takes %j for 继续',
    (text) => {
      expect(parseCommand(text)).toEqual({ kind: 'continue' });
    },
  );

  it.each(['2', '２', '二', '2.', '2。', '2、', '2）', '②', '⒉', '2️⃣', '第2个', '第二', '第二条', ' 2\n'])(
    'takes %j for the second',
    (text) => {
      expect(parseCommand(text)).toEqual({ kind: 'choose', number: 2 });
    },
  );

  it.each([
    ...['选2', '我选2', '选择2', '选：2', '選2', '要第二个', '看2', '回复2', '回复 2。', '2吧', '2，谢谢'],
    ...['2！', '2？', '(2)', '（2）', '【2】', '[2]', '“2”', '2号', '2…', '第二个问题'],
  ])('takes %j for the second', (text) => {
    expect(parseCommand(text)).toEqual({ kind: 'choose', number: 2 });
  });

  it.each([
    ['10', 10],
    ['十', 10],
    ['0', 0],
    ['99', 99],
  ])('takes %j for %i', (text, number) => {
    expect(parseCommand(text)).toEqual({ kind: 'choose', number });
  });

  it.each([
    '',
    '继续教育学分怎么查',
    '2024',
    '100',
    '2%',
    '1.5',
    '二维码',
    '一年期存款',
    '12306',
    '12 3 45',
    '看二维码',
    '回复',
    '2号还款',
  ])('takes %j for a question', (text) => {
    expect(parseCommand(text)).toBeNull();
  });
});
