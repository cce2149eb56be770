import type { Command } from 'commander';
import { configurationHelp } from '../config/configuration-help.ts';
import type { Runtime } from './runtime.ts';
import { workersOption } from './workers-option.ts';

/** `jieda serve` */
export function registerServe(program: Command, runtime: Runtime): void {
  program
    .command('serve')
    .description('启动 HTTP 服务，收到 SIGTERM 或 SIGINT 后处理完进行中的请求再停止')
    .addOption(workersOption())
    .addHelpText('after', () => `\n${configurationHelp()}`)
    .action(({ workers = null }: { workers?: number | null }) =>
      runtime.serve(runtime.loadConfig(), workers),
    );
}
