import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import type { AskOutput } from '../../../src/service/use-cases/question-answering.ts';
import { createDialogue } from '../../../src/wechat/create-dialogue.ts';
import { PHRASES } from '../../../src/wechat/phrases.ts';
import type { WechatSettings } from '../../../src/wechat/wechat-options.ts';
import {
  account,
  answerOf,
  newCache,
  scriptedAnswering,
  settingsWith,
  suggestionsOf,
  textMessage,
} from './wechat-fixture.ts';

function dialogueOf(script: (question: string) => Partial<AskOutput>, changes: Partial<WechatSettings> = {}) {
  const scripted = scriptedAnswering(script);
  const { settings, lines } = settingsWith(changes);
  const cache = newCache();
  const dialogue = createDialogue(scripted.answering, cache, account, settings);
  const say = (text: string, user = 'oUser') => dialogue(textMessage(text, { user }));
  return { ...scripted, settings, lines, cache, dialogue, say };
}

const twoChoices = (question: string) =>
  question === '还款' ? suggestionsOf('信用卡还款', '房贷还款') : answerOf(`关于${question}`);

describe('a question', () => {
  it('is asked of the bank of the account, as a reader of that bank alone', async () => {
    const { asked, say } = dialogueOf(() => answerOf('请登录手机银行。'));
    expect(await say('农行信用卡怎么还')).toBe('请登录手机银行。');
    expect(asked).toEqual([
      {
        input: {
          question: '农行信用卡怎么还',
          bank: 'finance',
          limit: 3,
          channel: 'wechat',
          userId: 'oUser',
        },
        caller: { name: 'wechat:club', role: 'reader', banks: ['finance'] },
      },
    ]);
  });

  it('without an answer gets the fallback of the bank, or a friendly sentence', async () => {
    const withFallback = dialogueOf(() => ({ outcome: 'none', fallback: '请拨打客服电话' }));
    expect(await withFallback.say('天气')).toBe('请拨打客服电话');
    expect(await dialogueOf(() => ({})).say('天气')).toBe(PHRASES.nothingFound);
  });

  it('that is too long is told how long it may be', async () => {
    const { say } = dialogueOf(() => {
      throw new AppError('question_too_long', { limit: 200, actual: 312 });
    });
    expect(await say('长')).toBe('问题最长 200 个字，收到 312 个字');
  });

  it('of emoji alone is asked for words', async () => {
    const { say } = dialogueOf(() => {
      throw new AppError('question_empty');
    });
    expect(await say('😀😀')).toBe(PHRASES.textOnly);
  });

  it('that fails for any other reason rejects', async () => {
    const { say } = dialogueOf(() => {
      throw new AppError('bank_not_found', { bank: 'finance' });
    });
    await expect(say('还款')).rejects.toThrow('No bank named');
  });
});

describe('suggestions', () => {
  it('are numbered, and the number gives the answer and counts as a pick', async () => {
    const { say, verdicts } = dialogueOf(twoChoices);
    expect(await say('还款')).toBe('您是不是想问：\n1. 信用卡还款\n2. 房贷还款\n回复数字即可查看答案。');
    expect(await say('２')).toBe('答二');
    expect(verdicts).toEqual([{ queryId: 'query-1', questionId: 'q2', verdict: 'picked' }]);
  });

  it('can be picked from again', async () => {
    const { say } = dialogueOf(twoChoices);
    await say('还款');
    await say('2');
    expect(await say('一')).toBe('答一');
  });

  it('say which numbers there are when another is replied', async () => {
    const { say, asked } = dialogueOf(twoChoices);
    await say('还款');
    expect(await say('3')).toBe('请回复 1 到 2 之间的数字，或直接发送新的问题。');
    expect(await say('0')).toContain('1 到 2');
    expect(await say('2')).toBe('答二');
    expect(asked).toHaveLength(1);
  });

  it('are another for each user', async () => {
    const { say } = dialogueOf(twoChoices);
    await say('还款', 'oOne');
    expect(await say('2', 'oOther')).toBe('关于2');
  });

  it('are over with the next question', async () => {
    const { say } = dialogueOf(twoChoices);
    await say('还款');
    await say('开户');
    expect(await say('2')).toBe('关于2');
  });

  it('are said not to be there when a number comes that answers nothing', async () => {
    const { say } = dialogueOf((question) => (question === '1' ? answerOf('一号线') : suggestionsOf('T+1')));
    expect(await say('第二个')).toBe('现在没有可以选的问题，请直接发送您想问的内容。');
    expect(await say('1')).toBe('一号线');
  });

  it('are forgotten after a while', async () => {
    const { say } = dialogueOf(twoChoices, { conversationTtlMs: 20 });
    await say('还款');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await say('2')).toBe('关于2');
  });

  it('still give their answer when the pick cannot be recorded', async () => {
    const { say, answering, lines } = dialogueOf(twoChoices);
    answering.feedback = () => Promise.reject(new Error('the database is away'));
    await say('还款');
    expect(await say('1')).toBe('答一');
    await expect.poll(() => lines.map(({ level }) => level)).toEqual(['warn']);
  });
});

describe('a long answer', () => {
  const sentence = '可以通过手机银行、网上银行或柜台办理。';
  const long = Array.from({ length: 100 }, (_, at) => `第${at + 1}条：${sentence}`).join('\n');

  it('is read to its end with 继续, each reply within the limit', async () => {
    const { say } = dialogueOf(() => answerOf(long));
    const pages = [await say('怎么办理')];
    while (pages.at(-1)!.endsWith(PHRASES.moreFollows)) pages.push(await say('继续'));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(Buffer.byteLength(page)).toBeLessThanOrEqual(2000);
    expect(pages.map((page) => page.replace(`\n${PHRASES.moreFollows}`, '')).join('\n')).toBe(long);
    expect(await say('继续')).toBe(PHRASES.nothingMore);
  });

  it('can be picked from suggestions that are kept while it is read', async () => {
    const suggestions = suggestionsOf('甲', '乙');
    const [first, second] = suggestions.suggestions!;
    const { say } = dialogueOf(() => ({
      ...suggestions,
      suggestions: [{ ...first!, answer: long }, second!],
    }));
    await say('办理');
    expect(await say('1')).toContain(PHRASES.moreFollows);
    expect(await say('继续')).toContain(sentence);
    expect(await say('2')).toBe('答二');
  });

  it('is cut even where it is a list of suggestions', async () => {
    const { say } = dialogueOf(() => suggestionsOf('甲'.repeat(400), '乙'.repeat(400)));
    expect(Buffer.byteLength(await say('办理'))).toBeLessThanOrEqual(2000);
    expect(await say('继续')).toContain('回复数字');
    expect(await say('2')).toBe('答二');
  });
});

describe('继续 without anything to go on with', () => {
  it('says so and is not asked of the bank', async () => {
    const { say, asked } = dialogueOf(() => ({}));
    expect(await say('继续')).toBe(PHRASES.nothingMore);
    expect(asked).toEqual([]);
  });
});

describe('what is not text', () => {
  const { dialogue, asked } = dialogueOf(() => answerOf('答'));
  const event = (name: string) => dialogue(textMessage('', { type: 'event', event: name }));

  it.each(['image', 'voice', 'video', 'location', 'link'])('%s gets a friendly hint', async (type) => {
    expect(await dialogue(textMessage('', { type }))).toBe(PHRASES.textOnly);
  });

  it('voice that WeChat has recognised is a question', async () => {
    expect(await dialogue(textMessage('怎么还款', { type: 'voice' }))).toBe('答');
    expect(asked).toHaveLength(1);
  });

  it('a new follower is welcomed', async () => {
    expect(await event('subscribe')).toBe(PHRASES.welcome);
  });

  it.each(['CLICK', 'VIEW', 'SCAN', 'LOCATION', 'SUBSCRIBE', ''])('event %j says nothing', async (name) => {
    expect(await event(name)).toBe('');
  });

  it('a follower who leaves is forgotten', async () => {
    const { say, dialogue } = dialogueOf(twoChoices);
    await say('还款');
    expect(await dialogue(textMessage('', { type: 'event', event: 'unsubscribe' }))).toBe('');
    expect(await say('2')).toBe('关于2');
  });
});
