import { createCache } from '../../../src/cache/create-cache.ts';
import { createMemoryLevel } from '../../../src/cache/memory-level.ts';
import type { Caller } from '../../../src/service/caller.ts';
import type { Served } from '../../../src/service/served.ts';
import type { AskInput, AskOutput, SearchHit } from '../../../src/service/use-cases/question-answering.ts';
import type { ChatAnswering } from '../../../src/wechat/create-dialogue.ts';
import type { InboundMessage } from '../../../src/wechat/inbound-message.ts';
import { WECHAT_DEFAULTS, type WechatSettings } from '../../../src/wechat/wechat-options.ts';
import { recordingLogger } from '../../helpers/recording-logger.ts';

export const account = { name: 'club', token: 'AAAAA', bank: 'finance' };

export const newCache = () => createCache([createMemoryLevel({ maxBytes: 1024 * 1024 })]);

export function settingsWith(changes: Partial<WechatSettings> = {}) {
  const logger = recordingLogger();
  const settings: WechatSettings = {
    ...WECHAT_DEFAULTS,
    accounts: [account],
    logger,
    clock: { now: () => new Date(1_714_037_059_000) },
    ...changes,
  };
  return { settings, lines: logger.lines };
}

export function textMessage(text: string, changes: Partial<InboundMessage> = {}): InboundMessage {
  return { user: 'oUser', account: 'gh_1', id: text, type: 'text', event: '', text, ...changes };
}

type Verdict = Parameters<ChatAnswering['feedback']>[0];

/** Answering as the test says, with what it was asked and told. */
export function scriptedAnswering(script: (question: string) => Partial<AskOutput>) {
  const asked: { input: AskInput; caller: Caller }[] = [];
  const verdicts: Verdict[] = [];
  const answering: ChatAnswering = {
    // eslint-disable-next-line @typescript-eslint/require-await
    async ask(input, caller) {
      asked.push({ input, caller });
      return served({ ...NONE, queryId: `query-${asked.length}`, ...script(input.question) });
    },
    feedback(verdict) {
      verdicts.push(verdict);
      return Promise.resolve();
    },
  };
  return { answering, asked, verdicts };
}

export function answerOf(text: string): Partial<AskOutput> {
  return { outcome: 'answer', answer: { id: 'a', question: '', text, category: null, highlights: [] } };
}

/** Suggestions with ids q1, q2, … that answer 答一, 答二, … */
export function suggestionsOf(...questions: string[]): Partial<AskOutput> {
  const suggestions = questions.map((question, at): SearchHit => ({
    id: `q${at + 1}`,
    question,
    answer: `答${'一二三四五'.charAt(at)}`,
    category: null,
    tags: [],
    tier: 'words',
    confidence: 0.5,
    score: 1,
    matchedPhrasing: null,
    highlights: [],
    reason: '',
  }));
  return { outcome: 'suggest', suggestions };
}

const NONE: AskOutput = {
  queryId: '',
  outcome: 'none',
  confidence: 0,
  answer: null,
  reason: '',
  suggestions: [],
};

function served(value: AskOutput): Served<AskOutput> {
  const timings = { analyseMs: 0, retrieveMs: 0, rankMs: 0 };
  const json = JSON.stringify(value);
  return {
    value,
    json,
    fingerprint: 'any',
    bank: 'finance',
    bankVersion: 1,
    cache: 'miss',
    degraded: [],
    timings,
  };
}
