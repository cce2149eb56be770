import { AppError, describeError } from '../errors.ts';
import type { Caller } from '../service/caller.ts';
import type { Cache } from '../service/ports/cache.ts';
import type { QuestionAnswering } from '../service/use-cases/question-answering.ts';
import { createConversations, NOTHING_SAID, type Conversation } from './conversation.ts';
import { cutText } from './cut-text.ts';
import type { InboundMessage } from './inbound-message.ts';
import { parseCommand, type Command } from './parse-command.ts';
import { choiceOutOfRange, offerQuestions, PHRASES } from './phrases.ts';
import type { WechatAccount, WechatSettings } from './wechat-options.ts';

/** The use cases that chatting takes. */
export type ChatAnswering = Pick<QuestionAnswering, 'ask' | 'feedback'>;

/** What to say to a message; empty: nothing. Rejects when the question cannot be answered now. */
export type Dialogue = (message: InboundMessage) => Promise<string>;

const NOTE_BYTES = Buffer.byteLength(`\n${PHRASES.moreFollows}`);

/** The talk of one account with its users, each of whom has a conversation of their own. */
export function createDialogue(
  answering: ChatAnswering,
  cache: Cache,
  { name, bank }: WechatAccount,
  { suggestions, maxTextBytes, conversationTtlMs, logger }: WechatSettings,
): Dialogue {
  const caller: Caller = { name: `wechat:${name}`, role: 'reader', banks: [bank] };
  const conversations = createConversations(cache, name, conversationTtlMs);

  /** @param isNumber it may have been meant for suggestions that are no longer known */
  const answer = async (question: string, userId: string, isNumber: boolean): Promise<Conversation> => {
    const input = { question, bank, limit: suggestions, channel: 'wechat', userId };
    const { value } = await answering.ask(input, caller);
    if (isNumber && value.outcome !== 'answer') return say(PHRASES.nothingOffered);
    switch (value.outcome) {
      case 'answer':
        return say(value.answer?.text ?? PHRASES.nothingFound);
      case 'suggest': {
        const items = value.suggestions.map(({ id, answer }) => ({ id, answer }));
        const list = offerQuestions(value.suggestions.map((hit) => hit.question));
        return { choices: { queryId: value.queryId, items }, rest: list };
      }
      case 'none':
        return say(value.fallback ?? PHRASES.nothingFound);
    }
  };

  /** In the background: the store may be slow, and the answer is at hand. */
  const recordPick = (queryId: string, questionId: string): void => {
    answering.feedback({ queryId, questionId, verdict: 'picked' }).catch((error: unknown) => {
      logger.warn({ error, account: name }, 'The suggestion that a WeChat user picked could not be recorded');
    });
  };

  /** Null: the text is a question of its own. */
  const obey = (command: Command, said: Conversation): Conversation | null => {
    if (command.kind === 'continue') return said.rest === '' ? { ...said, rest: PHRASES.nothingMore } : said;
    if (said.choices === null) return null;
    const { queryId, items } = said.choices;
    const chosen = items[command.number - 1];
    if (chosen === undefined) return { ...said, rest: choiceOutOfRange(items.length) };
    recordPick(queryId, chosen.id);
    return { ...said, rest: chosen.answer };
  };

  const converse = async (text: string, user: string): Promise<string> => {
    const before = await conversations.recall(user);
    const command = parseCommand(text);
    const next = (command && obey(command, before)) ?? (await answer(text, user, command?.kind === 'choose'));
    const [page, rest] = turnPage(next.rest, maxTextBytes);
    const after = { ...next, rest };
    if (!isOver(before) || !isOver(after)) await conversations.remember(user, after);
    return page;
  };

  return async ({ type, event, text, user }) => {
    if (type === 'event') {
      if (event === 'unsubscribe') await conversations.remember(user, NOTHING_SAID);
      return event === 'subscribe' ? PHRASES.welcome : '';
    }
    if (text === '') return PHRASES.textOnly;
    try {
      return await converse(text, user);
    } catch (error) {
      return describeFault(error);
    }
  };
}

function say(text: string): Conversation {
  return { choices: null, rest: text };
}

function isOver({ choices, rest }: Conversation): boolean {
  return choices === null && rest === '';
}

/** As much of the text as a reply holds, and what is left for the next. */
function turnPage(text: string, maxBytes: number): [page: string, rest: string] {
  const whole = text.trim();
  const [all, beyond] = cutText(whole, maxBytes);
  if (beyond === '') return [all, ''];
  const [head, rest] = cutText(whole, maxBytes - NOTE_BYTES);
  return [`${head.trimEnd()}\n${PHRASES.moreFollows}`, rest];
}

/** What is wrong with the question. @throws whatever is not the user's fault */
function describeFault(error: unknown): string {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'question_empty') return PHRASES.textOnly;
  if (error.code === 'question_too_long') return describeError(error.code, error.parameters, 'zh');
  throw error;
}
