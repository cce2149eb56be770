import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../src/wechat/inbound-message.ts';
import { parseEnvelope } from '../../../src/wechat/parse-envelope.ts';
import vectors from './vectors.json' with { type: 'json' };

describe('parseEnvelope', () => {
  it.each(vectors.messages)('reads or refuses $id', ({ xml, fields }) => {
    const envelope = parseEnvelope(xml);
    if (fields === null || typeof fields === 'string') expect(envelope).toBeNull();
    else expect(Object.fromEntries(envelope!)).toMatchObject(fields);
  });

  it('reads the clear fields of a message in mixed mode', () => {
    const { xml, fields } = vectors.mixedModeMessage;
    expect(Object.fromEntries(parseEnvelope(xml)!)).toMatchObject(fields);
  });

  it.each([
    ['a byte order mark and a declaration', '\uFEFF <?xml version="1.0"?>\n<xml><A>1</A></xml>\n', '1'],
    ['divided CDATA', '<xml><A><![CDATA[a]]]]><![CDATA[>b]]></A></xml>', 'a]]>b'],
    ['the end of CDATA typed by a user', '<xml><A><![CDATA[a]]>b]]></A></xml>', 'a]]>b'],
    ['the same before markup', '<xml><A><![CDATA[a]]><x> b]]></A></xml>', 'a]]><x> b'],
    ['references, left as they are', '<xml><A>&lt;&#65;</A></xml>', '&lt;&#65;'],
    ['elements within elements, left out', '<xml><A>1<B><C>2</C></B>3</A></xml>', '13'],
    ['control characters', '<xml><A><![CDATA[a\u0002\u001D]]></A></xml>', 'a\u0002\u001D'],
    ['nothing', '<xml><A></A></xml>', ''],
    ['names of Object.prototype', '<xml><A>1</A><__proto__>2</__proto__></xml>', '1'],
  ])('reads %s', (_, xml, text) => {
    expect(parseEnvelope(xml)?.get('A')).toBe(text);
  });

  it.each([
    ['an empty body', ''],
    ['another root', '<html></html>'],
    ['an unclosed element', '<xml><A>1'],
    ['crossed elements', '<xml><A>1</xml></A>'],
    ['a repeated element', '<xml><A>1</A><A>2</A></xml>'],
    ['a repeated element smuggled in by a user', '<xml><A><![CDATA[x]]></A><A>2]]></A></xml>'],
    ['a second root', '<xml></xml><xml></xml>'],
    ['a comment', '<xml><!-- --><A>1</A></xml>'],
    ['a processing instruction', '<xml><?x y?></xml>'],
    ['a lone bracket', '<xml><A>1 < 2</A></xml>'],
    [
      'a bomb of entities',
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><xml><A>&b;</A></xml>',
    ],
  ])('refuses %s', (_, xml) => {
    expect(parseEnvelope(xml)).toBeNull();
  });

  it('takes 64 KiB of anything', () => {
    for (const part of ['<a>', ']]>', ']]> ', ' ', '<![CDATA[', '<![CDATA[x]]>', '<xml>']) {
      const filler = part.repeat(Math.floor((64 * 1024) / part.length));
      for (const xml of [filler, `<xml>${filler}`, `<xml><![CDATA[${filler}`, `<?xml ?>${filler}`]) {
        expect(() => parseEnvelope(xml)).not.toThrow();
      }
    }
  });

  it('gives back any text that stands in CDATA', () => {
    const unit = fc.constantFrom(
      ']',
      ']]>',
      '<',
      '<![CDATA[',
      '</A>',
      '&',
      ' ',
      '汉',
      '😀',
      '\uD800',
      '\u0002',
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const cdata = text.replaceAll(']]>', ']]]]><![CDATA[>');
        expect(parseEnvelope(`<xml><A><![CDATA[${cdata}]]></A></xml>`)?.get('A')).toBe(text);
      }),
    );
  });

  it('never throws', () => {
    const pieces = fc.constantFrom(
      '<xml>',
      '</xml>',
      '<A>',
      '</A>',
      '<![CDATA[',
      ']]>',
      '<!',
      '&x;',
      '文',
      '<',
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        parseEnvelope(parts.join(''));
      }),
    );
  });
});

describe('readMessage', () => {
  const fields = {
    ToUserName: 'gh_1',
    FromUserName: 'oUser',
    CreateTime: '1348831860',
    MsgType: 'text',
    Content: ' 你好 ',
    MsgId: '6054768590064713728',
  };
  const read = (changes: Record<string, string>) =>
    readMessage(new Map(Object.entries({ ...fields, ...changes })));

  it('keeps the message id as it is written, beyond what numbers hold', () => {
    expect(read({})).toEqual({
      user: 'oUser',
      account: 'gh_1',
      id: 'oUser|1348831860|6054768590064713728',
      type: 'text',
      event: '',
      text: '你好',
    });
  });

  it('tells apart events of the same second', () => {
    const idOf = (event: string) => read({ MsgType: 'event', Event: event, MsgId: '' })?.id;
    expect(idOf('subscribe')).toBe(idOf('subscribe'));
    expect(idOf('subscribe')).not.toBe(idOf('CLICK'));
  });

  it('takes speech where WeChat has recognised it', () => {
    expect(read({ MsgType: 'voice', Recognition: '怎么还款' })?.text).toBe('怎么还款');
    expect(read({ MsgType: 'voice', Recognition: '' })?.text).toBe('');
  });

  it('sees no text in the place-holder of a sticker', () => {
    expect(read({ Content: '【收到不支持的消息类型，暂无法显示】' })?.text).toBe('');
  });

  it.each([
    { FromUserName: '' },
    { FromUserName: 'a:b' },
    { FromUserName: 'x'.repeat(65) },
    { ToUserName: '<b>' },
    { CreateTime: 'now' },
    { MsgType: '' },
  ])('refuses %j', (changes) => {
    expect(read(changes)).toBeNull();
  });
});
