import type { InboundMessage } from './inbound-message.ts';

/** Tells WeChat that all is well and there is nothing to say. */
export const NO_REPLY = 'success';

/** Characters that XML 1.0 does not know, lone surrogates among them. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * The body that answers a message with text; `success` where there is none, since WeChat takes an empty text
 * for a failure.
 * https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Passive_user_reply_message.html
 */
export function textReply({ user, account }: InboundMessage, text: string, now: Date): string {
  const content = text.replace(NOT_XML, '');
  if (content.trim() === '') return NO_REPLY;
  return [
    '<xml>',
    `<ToUserName>${cdata(user)}</ToUserName>`,
    `<FromUserName>${cdata(account)}</FromUserName>`,
    `<CreateTime>${Math.floor(now.getTime() / 1000)}</CreateTime>`,
    '<MsgType><![CDATA[text]]></MsgType>',
    `<Content>${cdata(content)}</Content>`,
    '</xml>',
  ].join('');
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
