import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InboundMessage } from '../../../src/wechat/inbound-message.ts';
import { parseEnvelope } from '../../../src/wechat/parse-envelope.ts';
import { textReply } from '../../../src/wechat/text-reply.ts';
import vectors from './vectors.json' with { type: 'json' };

const message: InboundMessage = {
  user: 'oUser',
  account: 'gh_1',
  id: '1',
  type: 'text',
  event: '',
  text: '问题',
};
const now = new Date('2024-04-25T10:00:00.900Z');

describe('textReply', () => {
  it('is the passive reply of WeChat: roles swapped, time in seconds', () => {
    expect(textReply(message, '你好', now)).toBe(
      '<xml><ToUserName><![CDATA[oUser]]></ToUserName><FromUserName><![CDATA[gh_1]]></FromUserName>' +
        '<CreateTime>1714039200</CreateTime><MsgType><![CDATA[text]]></MsgType>' +
        '<Content><![CDATA[你好]]></Content></xml>',
    );
  });

  it.each(vectors.cdata)('escapes nothing but the end of CDATA: $id', ({ text, xml }) => {
    expect(textReply(message, text, now)).toContain(xml);
  });

  it('leaves out characters that XML does not know', () => {
    expect(textReply(message, 'a\u0000\u001F\uD800b\uFFFE😀𠮷\n', now)).toContain('[CDATA[ab😀𠮷\n]]');
  });

  it.each(['', ' \n', '\uD83D', '\u0007'])('says success instead of nothing: %j', (text) => {
    expect(textReply(message, text, now)).toBe('success');
  });

  it('can be read back whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(text.trim() !== '');
        expect(parseEnvelope(textReply(message, text, now))?.get('Content')).toBe(text);
      }),
    );
  });
});
