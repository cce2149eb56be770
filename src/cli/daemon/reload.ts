import type { Config } from '../../config/config.ts';
import { CommandError, EXIT_FINDINGS, EXIT_NOT_RUNNING } from '../command-error.ts';
import type { Runtime } from '../runtime.ts';
import { describeNotRunning } from './describe-state.ts';
import { permitted } from './permitted.ts';

/** Replaces the workers one by one with the code and settings of now, and waits for the outcome. */
export async function reload(runtime: Runtime, config: Config): Promise<void> {
  const daemon = runtime.openDaemon(config);
  const state = daemon.state();
  if (state.kind !== 'running')
    throw new CommandError(describeNotRunning(state, config.pidFile), EXIT_NOT_RUNNING);
  const { pid } = state;
  const failure = await permitted(pid, () => daemon.reload(pid));
  if (failure !== null)
    throw new CommandError(`没有重新加载，原来的工作进程照常服务：\n${failure}`, EXIT_FINDINGS);
  runtime.terminal.print(`已重新加载：进程 ${pid}`);
}
