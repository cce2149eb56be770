import type { Config } from '../../config/config.ts';
import { CommandError } from '../command-error.ts';
import type { Runtime } from '../runtime.ts';

/**
 * Starts the service in the background, unless it runs already.
 * @param workers null: as the configuration says, at least one
 */
export async function start(runtime: Runtime, config: Config, workers: number | null): Promise<void> {
  const daemon = runtime.openDaemon(config);
  const before = daemon.state();
  if (before.kind === 'running') {
    runtime.terminal.print(`已在运行：进程 ${before.pid}`);
    return;
  }
  try {
    await daemon.launch(Math.max(1, workers ?? config.workers));
  } catch (error) {
    throw new CommandError(`没有启动成功：\n${error instanceof Error ? error.message : String(error)}`);
  }
  const state = daemon.state();
  const pid = state.kind === 'running' ? `：进程 ${state.pid}` : '';
  runtime.terminal.print(`已启动${pid}，http://${config.host}:${config.port}`);
}
