import type { Command } from 'commander';
import { readConfig } from './read-config.ts';
import type { Runtime } from './runtime.ts';

/** `jieda migrate` */
export function registerMigrate(program: Command, runtime: Runtime): void {
  program
    .command('migrate')
    .description('创建或升级数据库结构')
    .action(async () => {
      const store = await runtime.openStore(readConfig(runtime));
      try {
        const applied = await store.migrate();
        runtime.terminal.print(
          applied.length === 0
            ? `数据库（${store.name}）的结构已是最新`
            : [`数据库（${store.name}）的结构已升级：`, ...applied.map((name) => `  ${name}`)].join('\n'),
        );
      } finally {
        await store.close();
      }
    });
}
