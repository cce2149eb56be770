import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue';
import type { CategoriesResult, JiedaClient } from '../../../client/index.ts';

export type Categories = CategoriesResult['categories'];

/** The categories of the bank; empty until they are there, and where they cannot be had. */
export function useCategories(jieda: JiedaClient): {
  categories: Readonly<ShallowRef<Categories>>;
  load(): Promise<void>;
} {
  const categories = shallowRef<Categories>([]);
  const leaving = new AbortController();

  const load = async () => {
    const found = await jieda.categories({ signal: leaving.signal }).catch(() => null);
    if (found !== null) categories.value = found.categories;
  };
  onMounted(load);
  onBeforeUnmount(() => leaving.abort());
  return { categories, load };
}
