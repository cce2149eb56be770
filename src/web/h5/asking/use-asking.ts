import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import type { AskResult, JiedaClient, SearchHit } from '../../../client/index.ts';
import { describeFailure } from '../api/describe-failure.ts';
import type { Reply } from './reply.ts';

const SUGGESTIONS = 5;

/** Asks one question at a time; a newer one takes the place of an older. */
export function useAsking(jieda: JiedaClient): {
  reply: Readonly<ShallowRef<Reply>>;
  ask(question: string): Promise<void>;
  /** Shows the answer of a suggestion and tells the service that it was the one meant. */
  pick(hit: SearchHit): void;
  reset(): void;
} {
  const reply = shallowRef<Reply>({ state: 'idle' });
  let underWay = new AbortController();

  const startOver = (next: Reply): AbortSignal => {
    underWay.abort();
    underWay = new AbortController();
    reply.value = next;
    return underWay.signal;
  };
  onBeforeUnmount(() => underWay.abort());

  return {
    reply,
    async ask(question) {
      const signal = startOver({ state: 'waiting', question });
      let next: Reply;
      try {
        next = replyOf(await jieda.ask(question, { limit: SUGGESTIONS, channel: 'h5', signal }));
      } catch (error) {
        next = { state: 'failed', question, failure: describeFailure(error, navigator.onLine) };
      }
      if (!signal.aborted) reply.value = next;
    },
    pick({ id, question, answer: text, category, highlights, reason }) {
      if (reply.value.state !== 'suggested') return;
      const { queryId } = reply.value;
      startOver({ state: 'answered', queryId, answer: { id, question, text, category, highlights }, reason });
      // The user has the answer; a lost tally mark is no reason to disturb.
      jieda.feedback({ queryId, questionId: id, verdict: 'picked' }).catch(() => undefined);
    },
    reset() {
      startOver({ state: 'idle' });
    },
  };
}

function replyOf({ outcome, queryId, answer, reason, suggestions, fallback }: AskResult): Reply {
  if (answer !== null) return { state: 'answered', queryId, answer, reason };
  if (outcome === 'suggest') return { state: 'suggested', queryId, suggestions };
  return { state: 'nothing', fallback: fallback ?? null };
}
