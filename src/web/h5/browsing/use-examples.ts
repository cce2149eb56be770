import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import type { JiedaClient } from '../../../client/index.ts';
import type { Categories } from './use-categories.ts';

export const MOST_EXAMPLES = 4;

/** A question from each of the largest categories, to show what can be asked; null: not known yet. */
export function useExamples(
  jieda: JiedaClient,
  categories: () => Categories,
): Readonly<ShallowRef<readonly string[] | null>> {
  const examples = shallowRef<readonly string[] | null>(null);
  const leaving = new AbortController();

  const exampleOf = async (category: string): Promise<string[]> => {
    const { signal } = leaving;
    const found = await jieda.categoryQuestions(category, { limit: 1, signal }).catch(() => null);
    return found?.items.map(({ question }) => question) ?? [];
  };
  watch(
    categories,
    async (all) => {
      if (all.length === 0) return;
      const found = await Promise.all(all.slice(0, MOST_EXAMPLES).map(({ category }) => exampleOf(category)));
      examples.value = found.flat();
    },
    { immediate: true },
  );
  onBeforeUnmount(() => leaving.abort());
  return examples;
}
