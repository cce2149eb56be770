import type { Command } from 'commander';
import { reload } from './daemon/reload.ts';
import { start } from './daemon/start.ts';
import { status } from './daemon/status.ts';
import { stop } from './daemon/stop.ts';
import { readConfig } from './read-config.ts';
import type { Runtime } from './runtime.ts';
import { workersOption } from './workers-option.ts';

/** `jieda start`, `stop`, `restart`, `reload` and `status`: the service in the background. */
export function registerDaemonCommands(program: Command, runtime: Runtime): void {
  program
    .command('start')
    .description('在后台启动服务，开始应答后返回')
    .addOption(workersOption())
    .action(({ workers = null }: { workers?: number | null }) =>
      start(runtime, readConfig(runtime), workers),
    );
  program
    .command('stop')
    .description('停止后台的服务：处理完进行中的请求')
    .action(() => stop(runtime, readConfig(runtime)));
  program
    .command('restart')
    .description('停止后再启动；要请求不中断，用 reload')
    .addOption(workersOption())
    .action(async ({ workers = null }: { workers?: number | null }) => {
      const config = readConfig(runtime);
      await stop(runtime, config);
      await start(runtime, config, workers);
    });
  program
    .command('reload')
    .description('用现在的程序和配置逐个换新工作进程，请求不中断')
    .action(() => reload(runtime, readConfig(runtime)));
  program
    .command('status')
    .description('后台的服务是否在运行、能否回答（退出码：0 能回答，1 还不能，3 没有在运行）')
    .action(() => status(runtime, readConfig(runtime)));
}
