import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { openCommandServices, openStore } from '../../src/compose.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Caller } from '../../src/service/caller.ts';
import { requireService } from '../helpers/availability.ts';
import { eventually } from '../helpers/eventually.ts';
import { fillBank } from '../helpers/fill-bank.ts';
import { startJieda, type JiedaServer } from '../helpers/jieda-server.ts';
import { startRedis } from '../helpers/redis.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { deliver, shownIn, signedQuery, textXml } from '../helpers/wechat-player.ts';

// Plays WeChat towards `jieda serve`: the bank it answers from is not public.

const TOKEN = 'MyToken2024';
const USER = 'oReader-1';
const folder = temporaryFolder('wechat');
const environment = {
  JIEDA_DATA_DIR: folder.path,
  JIEDA_WECHAT_ACCOUNTS: `club:${TOKEN}:members,other:Another1`,
};
const { config } = loadConfig(environment, () => '');
let server: JiedaServer;

const longAnswer = Array.from({ length: 120 }, (_, at) => `${at + 1}、请携带有效身份证件到柜台办理😀。`).join(
  '\n',
);
const questions = [
  { question: '中国农业银行信用卡如何还款？', answer: '可以用掌上银行、柜台或自动还款。' },
  { question: '中国农业银行信用卡如何注销？', answer: '还清欠款后致电客服注销。' },
  {
    question: '中国农业银行信用卡如何提高额度？',
    answer: '在掌上银行申请，]]> 一般当天答复 & <b>免费</b>。',
  },
  { question: '个人开户需要哪些材料？', answer: longAnswer },
];

beforeAll(async () => {
  await fillBank(environment, 'members', questions);
  await hideBank();
  server = await startJieda(environment);
});

afterAll(async () => {
  await server.stop();
  folder.remove();
});

/** Nobody without a key may search it, and only the very wording is sure enough to be answered outright. */
async function hideBank(): Promise<void> {
  const owner: Caller = { name: 'test', role: 'owner', banks: null };
  const { value: services, close } = await openCommandServices(config, false);
  const settings = {
    isPublic: false,
    answerThreshold: 0.95,
    suggestThreshold: 0.1,
    fallback: '请致电 95599 咨询。',
  };
  await services.administration.updateBank('members', settings, owner);
  await close();
}

function post(body: string | Uint8Array<ArrayBuffer>, query = signedQuery(TOKEN), account = 'club') {
  return deliver(`${server.address}/wechat/${account}?${query.toString()}`, body);
}

async function say(text: string, user = USER, at = server): Promise<string> {
  const address = `${at.address}/wechat/club?${signedQuery(TOKEN).toString()}`;
  return shownIn(await deliver(address, textXml(text, user)), user);
}

describe('setting the server address', () => {
  it('echoes what WeChat sends, as plain text and nothing else', async () => {
    const query = signedQuery(TOKEN);
    query.set('echostr', '4375120948345356249');
    const response = await fetch(`${server.address}/wechat/club?${query.toString()}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(await response.text()).toBe('4375120948345356249');
  });

  it('echoes nothing that could be a page', async () => {
    const query = signedQuery(TOKEN);
    query.set('echostr', '<script>alert(1)</script>');
    expect((await fetch(`${server.address}/wechat/club?${query.toString()}`)).status).toBe(400);
  });

  it.each([
    ['another token', () => signedQuery('Another1')],
    ['a time long past', () => signedQuery(TOKEN, 1714036504)],
    ['no signature', () => new URLSearchParams()],
    [
      'a parameter given twice',
      () => {
        const query = signedQuery(TOKEN);
        query.append('timestamp', query.get('timestamp')!);
        return query;
      },
    ],
  ])('refuses %s', async (_, makeQuery) => {
    const query = makeQuery();
    query.set('echostr', '1');
    const echo = await fetch(`${server.address}/wechat/club?${query.toString()}`);
    expect([echo.status, echo.headers.get('Content-Type')]).toEqual([403, 'text/plain; charset=utf-8']);
    expect(await post(textXml('还款', USER), query)).toMatchObject({
      status: 403,
      type: 'text/plain; charset=utf-8',
    });
  });

  it('knows only the accounts of the configuration', async () => {
    expect((await post(textXml('还款', USER), signedQuery(TOKEN), 'nobody')).status).toBe(404);
    expect((await post(textXml('还款', USER), signedQuery(TOKEN), 'Club')).status).toBe(404);
    expect((await fetch(`${server.address}/wechat`)).status).toBe(404);
  });

  it('takes nothing but GET and POST', async () => {
    const url = `${server.address}/wechat/club?${signedQuery(TOKEN).toString()}`;
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('a user who asks', () => {
  it('gets the answer, though the bank is not public', async () => {
    const openly = await fetch(`${server.address}/api/v1/ask?bank=members&q=${encodeURIComponent('还款')}`);
    expect(openly.status).toBe(404);
    expect(await say('中国农业银行信用卡如何还款？')).toBe('可以用掌上银行、柜台或自动还款。');
  });

  it('gets an answer with markup in it as it was written', async () => {
    expect(await say('中国农业银行信用卡如何提高额度？')).toBe(
      '在掌上银行申请，]]> 一般当天答复 & <b>免费</b>。',
    );
  });

  it('picks from the suggestions by number, which is recorded', async () => {
    const offer = await say('农业银行信用卡');
    expect(offer).toMatch(/^您是不是想问：\n1\. .+\n2\. .+\n3\. .+\n回复数字即可查看答案。$/);
    const [, , second] = offer.split('\n');
    const chosen = questions.find(({ question }) => question === second!.slice(3))!;
    expect(await say(' 2. ')).toBe(chosen.answer);
    await eventually(async () => {
      const store = await openStore(config);
      const feedback = await store.listFeedback('members', 10);
      await store.close();
      return feedback.some(({ verdict, query }) => verdict === 'picked' && query === '农业银行信用卡');
    });
  });

  it('gets the same reply when WeChat repeats the message', async () => {
    const [query, xml] = [signedQuery(TOKEN), textXml('中国农业银行信用卡如何注销？', USER)];
    const replies = await Promise.all([post(xml, query), post(xml, query)]);
    replies.push(await post(xml, query));
    for (const { text } of replies) expect(text).toBe(replies[0].text);
    expect(shownIn(replies[0], USER)).toBe('还清欠款后致电客服注销。');
  });

  it('reads a long answer to its end with 继续, of which repeats take nothing away', async () => {
    const user = 'oLong';
    const pages = [await say('个人开户需要哪些材料？', user)];
    while (pages.at(-1)!.endsWith('回复“继续”查看下文）')) {
      const xml = textXml('继续', user);
      pages.push(shownIn(await post(xml), user));
      expect(shownIn(await post(xml), user)).toBe(pages.at(-1));
    }
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map((page) => page.replace(/\n……\n（未完.*$/, '')).join('\n')).toBe(longAnswer);
    expect(await say('继续', user)).toContain('没有更多内容');
  });

  it('gets the fallback of the bank where nothing is found', async () => {
    expect(await say('zzzz qqqq')).toBe('请致电 95599 咨询。');
  });

  it.each([
    ['emoji alone', '😀👨‍👩‍👧', '请把您的问题打成文字'],
    ['a question too long', '怎么还款'.repeat(100), '问题最长 200 个字'],
  ])('is helped with %s', async (_, text, help) => {
    expect(await say(text)).toContain(help);
  });

  it('is understood in spite of emoji, control characters and broken surrogates', async () => {
    const question = '中国农业银行信用卡如何还款？';
    expect(await say(`${question}😀`)).toContain('还款');
    const xml = Buffer.from(textXml(`${question}\u0002#`, USER));
    const broken = Buffer.concat([
      xml.subarray(0, xml.indexOf('#')),
      Buffer.from([0xed, 0xa0, 0xbd]),
      xml.subarray(xml.indexOf('#') + 1),
    ]);
    expect(shownIn(await post(broken), USER)).toContain('还款');
  });
});

describe('everything else that WeChat sends', () => {
  const withType = (fields: string) =>
    '<xml><ToUserName><![CDATA[gh_club]]></ToUserName><FromUserName><![CDATA[oReader-1]]></FromUserName>' +
    `<CreateTime>1714037059</CreateTime>${fields}</xml>`;

  it('welcomes a new follower', async () => {
    const xml = withType('<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe]]></Event>');
    expect(shownIn(await post(xml), USER)).toContain('欢迎关注');
  });

  it('asks for words where there is a picture', async () => {
    const xml = withType('<MsgType><![CDATA[image]]></MsgType><PicUrl>x</PicUrl><MsgId>7</MsgId>');
    expect(shownIn(await post(xml), USER)).toContain('文字');
  });

  it('says success to other events, and to encrypted messages, which need plain mode', async () => {
    const click = withType('<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[CLICK]]></Event>');
    const encrypted = '<xml><ToUserName>gh_club</ToUserName><Encrypt>abc</Encrypt></xml>';
    for (const xml of [click, encrypted]) {
      expect(await post(xml)).toEqual({ status: 200, type: 'text/plain; charset=utf-8', text: 'success' });
    }
  });

  it('answers even where the bank is missing', async () => {
    const reply = await post(textXml('还款', USER), signedQuery('Another1'), 'other');
    expect(shownIn(reply, USER)).toBe('抱歉，暂时无法回答，请稍后再试。');
  });

  it.each([
    ['what is not XML', '{"a":1}', 400],
    ['nothing', '', 400],
    ['a broken message', '<xml><Content><![CDATA[abc', 400],
    ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY a "b">]>${textXml('&a;', USER)}`, 400],
    ['more than 64 KiB', textXml('长'.repeat(30_000), USER), 413],
  ])('refuses %s', async (_, body, status) => {
    expect(await post(body)).toMatchObject({ status, type: 'text/plain; charset=utf-8' });
  });

  it('keeps what users ask out of the log', () => {
    expect(server.output).toContain('/wechat/club');
    expect(server.output).not.toMatch(/还款|signature=/);
  });
});

describe.runIf(requireService('redis'))('two instances that share Redis', () => {
  it('carry on each other’s conversations and know each other’s messages', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const instances = await Promise.all(
      [1, 2].map(() => startJieda({ ...environment, REDIS_URL: redis.url })),
    );
    onTestFinished(async () => {
      await Promise.all(instances.map((instance) => instance.stop()));
    });
    const [one, other] = instances as [JiedaServer, JiedaServer];

    const pages = [await say('个人开户需要哪些材料？', USER, one)];
    for (let turn = 0; pages.at(-1)!.includes('继续'); turn++) {
      pages.push(await say('继续', USER, turn % 2 === 0 ? other : one));
    }
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.map((page) => page.replace(/\n……\n（未完.*$/, '')).join('\n')).toBe(longAnswer);

    const [query, xml] = [signedQuery(TOKEN).toString(), textXml('继续', USER)];
    const first = await deliver(`${one.address}/wechat/club?${query}`, xml);
    expect(await deliver(`${other.address}/wechat/club?${query}`, xml)).toEqual(first);
  });
});
