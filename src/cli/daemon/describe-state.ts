import type { DaemonState } from './daemon.ts';

/** Why nothing is running, in Chinese. */
export function describeNotRunning(
  state: Exclude<DaemonState, { kind: 'running' }>,
  pidFile: string,
): string {
  if (state.kind === 'absent') return '没有在运行';
  const { pid, isOther } = state;
  return isOther
    ? `没有在运行：${pidFile} 记下的进程 ${pid} 现在是另一个程序，不会去动它`
    : `没有在运行：${pidFile} 记下的进程 ${pid} 已经结束`;
}
