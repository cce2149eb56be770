import type { Services } from '../service/use-cases.ts';
import { readConfig } from './read-config.ts';
import type { Runtime } from './runtime.ts';

/**
 * Does `work` with the use cases over the configured store, and closes everything afterwards.
 * @param searchable whether `work` searches
 */
export async function useServices<T>(
  runtime: Runtime,
  searchable: boolean,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const opened = await runtime.openServices(readConfig(runtime), searchable);
  try {
    return await work(opened.value);
  } finally {
    await opened.close();
  }
}
