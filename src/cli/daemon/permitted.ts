import { CommandError } from '../command-error.ts';

/** `work`, with a clear word where this user may not signal the process. */
export async function permitted<T>(pid: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error;
    throw new CommandError(`无权操作进程 ${pid}：请用启动它的用户或 root 运行`);
  }
}
