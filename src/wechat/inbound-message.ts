import type { Envelope } from './parse-envelope.ts';

/** What a user did, as WeChat reports it. */
export interface InboundMessage {
  /** Their OpenID. */
  readonly user: string;
  /** Original id of the account, `gh_…`. */
  readonly account: string;
  /** The same for every delivery of this message, and for no other that needs another reply. */
  readonly id: string;
  /** `text`, `image`, `voice`, `video`, `shortvideo`, `location`, `link`, `event`, … */
  readonly type: string;
  /** `subscribe`, `CLICK`, …; empty but for events. */
  readonly event: string;
  /** What they typed, or said where WeChat has recognised it; else empty. */
  readonly text: string;
}

const USER = /^[\w@.-]{1,64}$/;
const NUMBER = /^\d{1,20}$/;
const LONGEST_EVENT = 64;

/** WeChat's place-holder for stickers it cannot pass on. */
const UNSUPPORTED = '【收到不支持的消息类型，暂无法显示】';

/**
 * https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html
 * @returns null when the fields that every message has are missing or malformed, as in an encrypted one
 */
export function readMessage(envelope: Envelope): InboundMessage | null {
  const field = (name: string) => envelope.get(name)?.trim() ?? '';
  const [user, account, sentAt, type] = [
    field('FromUserName'),
    field('ToUserName'),
    field('CreateTime'),
    field('MsgType'),
  ];
  if (!USER.test(user) || !USER.test(account) || !NUMBER.test(sentAt) || type === '') return null;
  // Events have no id; what is said to one depends on its name alone.
  const event = type === 'event' ? field('Event').slice(0, LONGEST_EVENT) : '';
  const messageId = NUMBER.test(field('MsgId')) ? field('MsgId') : event;
  const spoken = type === 'voice' ? field('Recognition') : '';
  const typed = type === 'text' ? field('Content') : '';
  return {
    user,
    account,
    // Message ids alone have been seen to repeat between users.
    id: [user, sentAt, messageId].join('|'),
    type,
    event,
    text: typed === UNSUPPORTED ? '' : typed || spoken,
  };
}
