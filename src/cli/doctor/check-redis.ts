import type { Config } from '../../config/config.ts';
import type { Probes } from '../runtime.ts';
import { reasonOf, type Finding } from './finding.ts';

/** Whether the configured Redis can be used. */
export async function checkRedis({ redisUrl }: Config, probes: Probes): Promise<Finding> {
  const part = 'Redis';
  if (redisUrl === null)
    return { part, state: 'good', message: '未设置 REDIS_URL，只用进程内缓存；多个实例之间不共享缓存' };
  try {
    const elapsedMs = await probes.redis(redisUrl);
    return { part, state: 'good', message: `可以连接，往返 ${elapsedMs.toFixed(1)} 毫秒` };
  } catch (error) {
    return {
      part,
      state: 'fault',
      message: `不可用：${reasonOf(error)}`,
      advice:
        '检查 REDIS_URL 的地址和密码，Redis 是否已启动、能否写入（内存、磁盘、权限）；在此期间服务只用进程内缓存，仍能回答',
    };
  }
}
