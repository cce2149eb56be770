import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { JiedaClient, SearchHit } from '../../../client/index.ts';
import { describeFailure, type Failure } from '../api/describe-failure.ts';

const PAGE = 20;
/** The service reaches no further. */
const FURTHEST_OFFSET = 1000;

/** Questions of one category. */
export function useCategorySearch(
  jieda: JiedaClient,
  category: string,
): {
  hits: Readonly<ShallowRef<readonly SearchHit[]>>;
  progress: Readonly<Ref<'loading' | 'done' | 'failed'>>;
  failure: Readonly<ShallowRef<Failure | null>>;
  hasMore: Readonly<Ref<boolean>>;
  /** Starts over with other words; without any, with the name of the category. */
  find(words: string): Promise<void>;
  /** Appends the next page; after a failure tries again. */
  more(): Promise<void>;
} {
  const hits = shallowRef<readonly SearchHit[]>([]);
  const progress = ref<'loading' | 'done' | 'failed'>('loading');
  const failure = shallowRef<Failure | null>(null);
  const hasMore = ref(false);
  let query = category;
  let underWay = new AbortController();
  onBeforeUnmount(() => underWay.abort());

  const more = async () => {
    underWay.abort();
    underWay = new AbortController();
    const { signal } = underWay;
    const offset = hits.value.length;
    progress.value = 'loading';
    try {
      const page = await jieda.search(query, { category, limit: PAGE, offset, signal });
      hits.value = [...hits.value, ...page.hits];
      hasMore.value = hits.value.length < page.total && hits.value.length <= FURTHEST_OFFSET;
      progress.value = 'done';
    } catch (error) {
      if (signal.aborted) return;
      failure.value = describeFailure(error, navigator.onLine);
      progress.value = 'failed';
    }
  };

  return {
    hits,
    progress,
    failure,
    hasMore,
    async find(words) {
      query = words.trim() === '' ? category : words.trim();
      hits.value = [];
      hasMore.value = false;
      await more();
    },
    more,
  };
}
