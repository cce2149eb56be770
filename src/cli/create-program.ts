import { Command } from 'commander';
import { registerAdapt } from './adapt-command.ts';
import { registerAsk } from './ask-command.ts';
import { chineseHelp } from './chinese-help.ts';
import { registerDaemonCommands } from './daemon-commands.ts';
import { registerDoctor } from './doctor-command.ts';
import { registerEvaluate } from './evaluate-command.ts';
import { registerExport } from './export-command.ts';
import { registerGolden } from './golden-command.ts';
import { registerImport } from './import-command.ts';
import { registerKey } from './key-command.ts';
import { registerMigrate } from './migrate-command.ts';
import type { Runtime } from './runtime.ts';
import { registerServe } from './serve-command.ts';
import { registerUndo } from './undo-command.ts';

/** The command line of `jieda`. */
export function createProgram(runtime: Runtime): Command {
  const program = new Command('jieda')
    .description('Jieda（解答）：中文社区的问答搜索服务')
    .version(runtime.version, '-V, --version', '显示版本')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .configureHelp(chineseHelp)
    .configureOutput({
      writeOut: (text) => {
        runtime.terminal.print(text.trimEnd());
      },
      writeErr: (text) => {
        runtime.terminal.note(text.trimEnd());
      },
      outputError: () => undefined,
    })
    .exitOverride();
  registerServe(program, runtime);
  registerDaemonCommands(program, runtime);
  registerMigrate(program, runtime);
  registerImport(program, runtime);
  registerUndo(program, runtime);
  registerExport(program, runtime);
  registerAsk(program, runtime);
  registerKey(program, runtime);
  registerAdapt(program, runtime);
  registerGolden(program, runtime);
  registerEvaluate(program, runtime);
  registerDoctor(program, runtime);
  return program;
}
