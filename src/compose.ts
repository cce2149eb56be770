import { openWorkerLink } from './cluster/worker-link.ts';
import { serveAlone } from './compose/serve-alone.ts';
import { serveAsWorker } from './compose/serve-as-worker.ts';
import { serveWithWorkers } from './compose/serve-with-workers.ts';
import { workerSlot } from './config/environment.ts';
import type { LoadedConfig } from './config/load-config.ts';

export { importTemplate } from './compose/import-template.ts';
export { openStore, probes } from './compose/open-adapters.ts';
export { openCommandServices } from './compose/open-command-services.ts';
export { openDaemon } from './compose/open-daemon.ts';
export { openThrowawayAnswering } from './compose/open-throwaway-answering.ts';

/**
 * Serves HTTP until the process is asked to stop, then finishes the requests under way.
 * @param workers processes to serve with; null: as many as the configuration says; 0: this one alone
 */
export async function serve(loaded: LoadedConfig, workers: number | null): Promise<void> {
  const link = openWorkerLink(workerSlot());
  const wanted = workers ?? loaded.config.workers;
  if (link !== null) await serveAsWorker(loaded, link);
  else if (wanted === 0) await serveAlone(loaded);
  else await serveWithWorkers(loaded, wanted);
}
