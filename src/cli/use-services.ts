import type { Config } from '../config/config.ts';
import type { Services } from '../service/use-cases/services.ts';
import { readConfig } from './read-config.ts';
import type { Runtime } from './runtime.ts';

/**
 * Does `work` with the use cases over the configured store, and closes everything afterwards.
 * @param searchable whether `work` searches
 */
export async function useServices<T>(
  runtime: Runtime,
  searchable: boolean,
  work: (services: Services, config: Config) => Promise<T>,
): Promise<T> {
  const config = readConfig(runtime);
  const opened = await runtime.openServices(config, searchable);
  try {
    return await work(opened.value, config);
  } finally {
    await opened.close();
  }
}
