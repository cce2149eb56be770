import type { Command } from 'commander';
import { configurationHelp } from '../config/configuration-help.ts';
import type { Runtime } from './runtime.ts';

/** `jieda serve` */
export function registerServe(program: Command, runtime: Runtime): void {
  program
    .command('serve')
    .description('启动 HTTP 服务，收到 SIGTERM 或 SIGINT 后处理完进行中的请求再停止')
    .addHelpText('after', () => `\n${configurationHelp()}`)
    .action(() => runtime.serve(runtime.loadConfig()));
}
