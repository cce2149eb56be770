import { Worker } from 'node:worker_threads';

/** Starts reading-worker.ts as a thread. Tests and development run the source itself, through tsx. */
export function startReadingThread(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./reading-worker.js', import.meta.url));
  const source = new URL('./reading-worker.ts', import.meta.url).href;
  const start = `import('tsx/esm/api').then(({ tsImport }) => tsImport('${source}', '${import.meta.url}'))`;
  return new Worker(start, { eval: true });
}
