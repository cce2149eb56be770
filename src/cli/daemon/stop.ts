import type { Config } from '../../config/config.ts';
import { CommandError, EXIT_FINDINGS } from '../command-error.ts';
import type { Runtime } from '../runtime.ts';
import { describeNotRunning } from './describe-state.ts';
import { permitted } from './permitted.ts';

/** Beyond the requests under way: closing connections and writing snapshots. */
const STOP_MORE_MS = 90_000;

/** Stops the service and waits until it has ended; nothing to do where it does not run. */
export async function stop(runtime: Runtime, config: Config): Promise<void> {
  const daemon = runtime.openDaemon(config);
  const state = daemon.state();
  if (state.kind !== 'running') {
    runtime.terminal.print(describeNotRunning(state, config.pidFile));
    return;
  }
  const { pid } = state;
  const ended = await permitted(pid, () => daemon.stop(pid, config.shutdownGraceMs + STOP_MORE_MS));
  if (!ended) throw new CommandError(`进程 ${pid} 还没有结束；再等等，或用 kill -9 ${pid}`, EXIT_FINDINGS);
  runtime.terminal.print(`已停止：进程 ${pid}`);
}
