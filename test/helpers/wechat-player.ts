import { createHash } from 'node:crypto';
import { expect } from 'vitest';

export interface WechatReply {
  status: number;
  type: string | null;
  text: string;
}

let messages = 0;

/** The query string that proves a request is from WeChat. */
export function signedQuery(token: string, timestamp = Math.floor(Date.now() / 1000)): URLSearchParams {
  const nonce = String(Math.floor(Math.random() * 1e9));
  const signature = createHash('sha1')
    .update([token, String(timestamp), nonce].sort().join(''))
    .digest('hex');
  return new URLSearchParams({ signature, timestamp: String(timestamp), nonce });
}

/** A new text message as WeChat writes it, to the account `gh_club`. */
export function textXml(text: string, user: string): string {
  messages += 1;
  return (
    `<xml><ToUserName><![CDATA[gh_club]]></ToUserName><FromUserName><![CDATA[${user}]]></FromUserName>` +
    `<CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType><![CDATA[text]]></MsgType>` +
    `<Content><![CDATA[${text}]]></Content><MsgId>${6054768590064713728n + BigInt(messages)}</MsgId></xml>`
  );
}

/** Delivers a body. @param address with account and query string */
export async function deliver(address: string, body: string | Uint8Array<ArrayBuffer>): Promise<WechatReply> {
  const response = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'text/xml' }, body });
  return { status: response.status, type: response.headers.get('Content-Type'), text: await response.text() };
}

/** The text that the user sees; the rest of the reply, and the length of the text, are checked. */
export function shownIn(reply: WechatReply, user: string): string {
  expect(reply).toMatchObject({ status: 200, type: 'application/xml; charset=utf-8' });
  const [, content] = /<Content><!\[CDATA\[([^]+)\]\]><\/Content><\/xml>$/.exec(reply.text) ?? [];
  expect(reply.text.replace(/\d{10}/, 'TIME')).toBe(
    `<xml><ToUserName><![CDATA[${user}]]></ToUserName><FromUserName><![CDATA[gh_club]]></FromUserName>` +
      `<CreateTime>TIME</CreateTime><MsgType><![CDATA[text]]></MsgType>` +
      `<Content><![CDATA[${content}]]></Content></xml>`,
  );
  const shown = content!.replaceAll(']]]]><![CDATA[>', ']]>');
  expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(2047);
  return shown;
}
