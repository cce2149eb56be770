import { Worker } from 'node:worker_threads';

/** More than any file within the limits needs; a file made to take more ends its thread, not the service. */
const resourceLimits = { maxOldGenerationSizeMb: 1024 };

/** Starts reading-worker.ts as a thread. Tests and development run the source itself, through tsx. */
export function startReadingThread(): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./reading-worker.js', import.meta.url), { resourceLimits });
  }
  const source = new URL('./reading-worker.ts', import.meta.url).href;
  const start = `import('tsx/esm/api').then(({ tsImport }) => tsImport('${source}', '${import.meta.url}'))`;
  return new Worker(start, { eval: true, resourceLimits });
}
