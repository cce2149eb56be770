import { describe, expect, it } from 'vitest';
import { NO_REPLY } from '../../../src/wechat/text-reply.ts';
import { PHRASES } from '../../../src/wechat/phrases.ts';
import type { Dialogue } from '../../../src/wechat/create-dialogue.ts';
import { createReplier } from '../../../src/wechat/create-replier.ts';
import { account, newCache, settingsWith, textMessage } from './wechat-fixture.ts';

function replierOf(dialogue: Dialogue, changes: Parameters<typeof settingsWith>[0] = {}) {
  const { settings, lines } = settingsWith(changes);
  let calls = 0;
  const counted: Dialogue = (message) => {
    calls += 1;
    return dialogue(message);
  };
  const reply = createReplier(counted, newCache(), account, settings);
  return { reply, lines, calls: () => calls };
}

const after = (ms: number, text: string) =>
  new Promise<string>((resolve) => {
    setTimeout(resolve, ms, text);
  });

describe('a message that WeChat repeats', () => {
  it('gets the very same reply without being answered again', async () => {
    let seconds = 0;
    const { reply, calls } = replierOf(() => Promise.resolve('答'), {
      clock: { now: () => new Date(1000 * seconds++) },
    });
    const first = await reply(textMessage('问'));
    expect(first).toContain('<![CDATA[答]]>');
    expect(await reply(textMessage('问'))).toBe(first);
    expect(calls()).toBe(1);
  });

  it('waits for the answer that is under way', async () => {
    const { reply, calls } = replierOf(() => after(30, '答'));
    const replies = await Promise.all([1, 2, 3].map(() => reply(textMessage('问'))));
    expect(new Set(replies).size).toBe(1);
    expect(calls()).toBe(1);
  });

  it('gets nothing again when nothing was said', async () => {
    const { reply, calls } = replierOf(() => Promise.resolve(''));
    expect(await reply(textMessage('问'))).toBe(NO_REPLY);
    expect(await reply(textMessage('问'))).toBe(NO_REPLY);
    expect(calls()).toBe(1);
  });

  it('is another for each user, though the id of the message is the same', async () => {
    const { reply, calls } = replierOf(({ user }) => Promise.resolve(user));
    expect(await reply(textMessage('问', { id: 'oOne|1|7', user: 'oOne' }))).toContain('oOne');
    expect(await reply(textMessage('问', { id: 'oTwo|1|7', user: 'oTwo' }))).toContain('oTwo');
    expect(calls()).toBe(2);
  });
});

describe('trouble', () => {
  it('becomes an apology, in the form WeChat expects, and a line in the log', async () => {
    const { reply, lines } = replierOf(() => Promise.reject(new Error('broken')));
    expect(await reply(textMessage('问'))).toContain(`<![CDATA[${PHRASES.failed}]]>`);
    expect(lines).toMatchObject([{ level: 'warn', fields: { account: 'club' } }]);
  });

  it('is not kept: the next delivery may be answered', async () => {
    let isBroken = true;
    const { reply } = replierOf(() =>
      isBroken ? Promise.reject(new Error('broken')) : Promise.resolve('答'),
    );
    await reply(textMessage('问'));
    isBroken = false;
    expect(await reply(textMessage('问'))).toContain('[答]');
  });

  it('of taking too long ends with the budget', async () => {
    const { reply, lines } = replierOf(() => after(5000, '答'), { budgetMs: 20 });
    const startedAt = performance.now();
    expect(await reply(textMessage('问'))).toContain(PHRASES.tooSlow);
    expect(performance.now() - startedAt).toBeLessThan(4000);
    expect(lines).toMatchObject([{ level: 'warn', fields: { budgetMs: 20 } }]);
  });
});
