import type { StoredQuestion } from '../../src/service/ports/question.ts';
import type { Store } from '../../src/service/ports/store.ts';

/** Every question of a bank, in the order of its export. */
export async function allQuestions(store: Store, bank: string): Promise<StoredQuestion[]> {
  const all: StoredQuestion[] = [];
  for await (const batch of store.readQuestions(bank, 100)) all.push(...batch);
  return all;
}
