import type { Cache } from '../service/ports/cache.ts';

/** What the next short reply of a user may refer to. */
export interface Conversation {
  /** Suggestions in the order of their numbers; null: none were made. */
  readonly choices: {
    readonly queryId: string;
    readonly items: readonly { readonly id: string; readonly answer: string }[];
  } | null;
  /** What is still to be read of a long text; empty: nothing. */
  readonly rest: string;
}

export const NOTHING_SAID: Conversation = { choices: null, rest: '' };

/** Conversations by account and OpenID. */
export interface Conversations {
  recall(user: string): Promise<Conversation>;
  remember(user: string, conversation: Conversation): Promise<void>;
}

/** @param ttlMs how long after each reply */
export function createConversations(cache: Cache, account: string, ttlMs: number): Conversations {
  const keyOf = (user: string) => `wechat:${account}:conversation:${user}`;
  return {
    async recall(user) {
      const kept = await cache.get(keyOf(user));
      return kept === null ? NOTHING_SAID : (JSON.parse(kept.value) as Conversation);
    },
    async remember(user, conversation) {
      await cache.set(keyOf(user), JSON.stringify(conversation), ttlMs);
    },
  };
}
