import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import type { JiedaClient } from '../../../client/index.ts';
import type { Categories } from './use-categories.ts';

const MOST = 4;

/** A question from each of the largest categories, to show what can be asked. */
export function useExamples(
  jieda: JiedaClient,
  categories: () => Categories,
): Readonly<ShallowRef<readonly string[]>> {
  const examples = shallowRef<readonly string[]>([]);
  const leaving = new AbortController();

  const exampleOf = async (category: string): Promise<string[]> => {
    const { signal } = leaving;
    const found = await jieda.categoryQuestions(category, { limit: 1, signal }).catch(() => null);
    return found?.items.map(({ question }) => question) ?? [];
  };
  watch(
    categories,
    async (all) => {
      const found = await Promise.all(all.slice(0, MOST).map(({ category }) => exampleOf(category)));
      examples.value = found.flat();
    },
    { immediate: true },
  );
  onBeforeUnmount(() => leaving.abort());
  return examples;
}
