import type { Clock } from '../service/ports/clock.ts';
import type { Logger } from '../service/ports/logger.ts';

/** An official account and the bank it answers from. */
export interface WechatAccount {
  /** Last part of its address: letters, digits, `_` and `-`. */
  readonly name: string;
  /** Shared with WeChat; a secret. */
  readonly token: string;
  /** Need not be public. */
  readonly bank: string;
}

export interface WechatOptions {
  accounts: readonly WechatAccount[];
  logger: Logger;
  clock: Clock;
  /** Longest work on a message in milliseconds; WeChat waits 5 s. Default 4.5 s. */
  budgetMs?: number;
  /**
   * Longest text of a reply in UTF-8 bytes. Past 2,047 users have seen a failure in its place; WeChat names no
   * figure for official accounts. Default 2,000.
   */
  maxTextBytes?: number;
  /** Most suggestions offered, 1–10. Default 3. */
  suggestions?: number;
  /** How long 继续 and the number of a suggestion are understood. Default 10 min. */
  conversationTtlMs?: number;
  /** How long a message is known again, so that it is answered once. WeChat repeats within 15 s. Default 2 min. */
  repeatTtlMs?: number;
}

/** The options with every default filled in. */
export type WechatSettings = Required<WechatOptions>;

export const WECHAT_DEFAULTS: Readonly<Omit<WechatSettings, 'accounts' | 'logger' | 'clock'>> = Object.freeze(
  {
    budgetMs: 4500,
    maxTextBytes: 2000,
    suggestions: 3,
    conversationTtlMs: 600_000,
    repeatTtlMs: 120_000,
  },
);
