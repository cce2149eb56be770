import type { Cache } from '../service/ports/cache.ts';
import { createSingleFlight } from '../service/single-flight.ts';
import type { Dialogue } from './create-dialogue.ts';
import type { InboundMessage } from './inbound-message.ts';
import { PHRASES } from './phrases.ts';
import { textReply } from './text-reply.ts';
import type { WechatAccount, WechatSettings } from './wechat-options.ts';

/** The body to answer a message with. Never rejects, and is there within the budget. */
export type Replier = (message: InboundMessage) => Promise<string>;

/** Answers each message once: the deliveries that WeChat repeats get the very same reply. */
export function createReplier(
  dialogue: Dialogue,
  cache: Cache,
  { name }: WechatAccount,
  { budgetMs, repeatTtlMs, clock, logger }: WechatSettings,
): Replier {
  const flights = createSingleFlight<string>();

  const replyOnce = (message: InboundMessage): Promise<string> => {
    const key = `wechat:${name}:reply:${message.id}`;
    return flights.run(key, async () => {
      const kept = await cache.get(key);
      if (kept !== null) return kept.value;
      const reply = textReply(message, await dialogue(message), clock.now());
      await cache.set(key, reply, repeatTtlMs);
      return reply;
    });
  };

  return async (message) => {
    const apologise = (text: string) => textReply(message, text, clock.now());
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => {
        logger.warn({ account: name, budgetMs }, 'No answer to a WeChat message in time');
        resolve(apologise(PHRASES.tooSlow));
      }, budgetMs);
    });
    const timely = replyOnce(message).catch((error: unknown) => {
      logger.warn({ error, account: name }, 'A WeChat message could not be answered');
      return apologise(PHRASES.failed);
    });
    try {
      return await Promise.race([timely, late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
