import type { Config } from '../../config/config.ts';
import { CommandError, EXIT_FINDINGS, EXIT_NOT_RUNNING } from '../command-error.ts';
import type { Runtime } from '../runtime.ts';
import { describeNotRunning } from './describe-state.ts';

const ANSWER_WITHIN_MS = 3000;

/** Says whether the service runs and can answer. */
export async function status(runtime: Runtime, config: Config): Promise<void> {
  const state = runtime.openDaemon(config).state();
  if (state.kind !== 'running')
    throw new CommandError(describeNotRunning(state, config.pidFile), EXIT_NOT_RUNNING);
  const address = addressOf(config);
  runtime.terminal.print(`正在运行：进程 ${state.pid}，${state.status.workers} 个工作进程，${address}`);
  const readiness = await readinessAt(address);
  runtime.terminal.print(readiness.text);
  if (!readiness.ready) throw new CommandError(null, EXIT_FINDINGS);
}

/** Where the service can be reached from this machine. */
function addressOf({ host, port }: Config): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

async function readinessAt(address: string): Promise<{ ready: boolean; text: string }> {
  try {
    const reply = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const { parts } = (await reply.json()) as { parts: Record<string, { message?: string }> };
    const notes = Object.values(parts).flatMap(({ message }) => message ?? []);
    return { ready: reply.ok, text: [reply.ok ? '可以回答' : '还不能回答', ...notes].join('\n  ') };
  } catch {
    return { ready: false, text: `还不能回答：${address} 没有应答` };
  }
}
