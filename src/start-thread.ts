import { Worker } from 'node:worker_threads';

/**
 * More than any file within the limits needs; a file made to take more ends its thread, not the service. A larger young
 * generation takes its size in memory and does not fit the caches of a processor: a thread is slower with it.
 */
const resourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 24 };

/**
 * Starts a module as a thread. Tests and development run the source itself, through tsx.
 * @param module relative to `parent`, without its extension
 * @param parent `import.meta.url` of who starts it
 */
export function startThread(module: string, parent: string): Worker {
  if (!parent.endsWith('.ts')) return new Worker(new URL(`${module}.js`, parent), { resourceLimits });
  const source = new URL(`${module}.ts`, parent).href;
  const start = `import('tsx/esm/api').then(({ tsImport }) => tsImport('${source}', '${parent}'))`;
  return new Worker(start, { eval: true, resourceLimits });
}
