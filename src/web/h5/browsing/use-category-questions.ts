import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { CategoryQuestionsResult, JiedaClient } from '../../../client/index.ts';
import { describeFailure, type Failure } from '../api/describe-failure.ts';
import { whenBackOnline } from '../api/when-back-online.ts';

export type ListedQuestion = CategoryQuestionsResult['items'][number];

const PAGE = 20;
/** Searches reach no further. */
const FURTHEST_OFFSET = 1000;

/** The questions of one category, all of them or those that match some words, page by page. */
export function useCategoryQuestions(
  jieda: JiedaClient,
  category: string,
): {
  questions: Readonly<ShallowRef<readonly ListedQuestion[]>>;
  progress: Readonly<Ref<'loading' | 'done' | 'failed'>>;
  failure: Readonly<ShallowRef<Failure | null>>;
  hasMore: Readonly<Ref<boolean>>;
  /** Starts over with the questions that match; blank: with all. */
  find(words: string): Promise<void>;
  /** Appends the next page; after a failure tries again. */
  more(): Promise<void>;
} {
  const questions = shallowRef<readonly ListedQuestion[]>([]);
  const progress = ref<'loading' | 'done' | 'failed'>('loading');
  const failure = shallowRef<Failure | null>(null);
  const hasMore = ref(false);
  let query = '';
  let underWay = new AbortController();
  onBeforeUnmount(() => underWay.abort());

  const load = async (offset: number, signal: AbortSignal) => {
    const page = { limit: PAGE, offset, signal };
    if (query === '') return jieda.categoryQuestions(category, page);
    const { hits, total } = await jieda.search(query, { ...page, category });
    return { items: hits, total: Math.min(total, FURTHEST_OFFSET) };
  };

  const more = async () => {
    underWay.abort();
    underWay = new AbortController();
    const { signal } = underWay;
    progress.value = 'loading';
    try {
      const { items, total } = await load(questions.value.length, signal);
      questions.value = [...questions.value, ...items];
      hasMore.value = items.length > 0 && questions.value.length < total;
      progress.value = 'done';
    } catch (error) {
      if (signal.aborted) return;
      failure.value = describeFailure(error, navigator.onLine);
      progress.value = 'failed';
    }
  };

  whenBackOnline(() => {
    if (progress.value === 'failed' && failure.value?.isConnectionLost === true) void more();
  });

  return {
    questions,
    progress,
    failure,
    hasMore,
    async find(words) {
      query = words.trim();
      questions.value = [];
      hasMore.value = false;
      await more();
    },
    more,
  };
}
