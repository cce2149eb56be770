import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue';
import type { CategoriesResult, JiedaClient } from '../../../client/index.ts';
import { describeFailure, type Failure } from '../api/describe-failure.ts';

export type Categories = CategoriesResult['categories'];

/** The categories of the bank; empty until they are there, and where they cannot be had. */
export function useCategories(jieda: JiedaClient): {
  categories: Readonly<ShallowRef<Categories>>;
  /** Why they can never be had, such as for want of the bank; the page does without them where it is passing. */
  failure: Readonly<ShallowRef<Failure | null>>;
  load(): Promise<void>;
} {
  const categories = shallowRef<Categories>([]);
  const failure = shallowRef<Failure | null>(null);
  const leaving = new AbortController();

  const load = async () => {
    const { signal } = leaving;
    try {
      categories.value = (await jieda.categories({ signal })).categories;
      failure.value = null;
    } catch (error) {
      if (signal.aborted) return;
      const met = describeFailure(error, navigator.onLine);
      if (!met.canRetry) failure.value = met;
    }
  };
  onMounted(load);
  onBeforeUnmount(() => leaving.abort());
  return { categories, failure, load };
}
