import type { Command } from 'commander';
import { CommandError, EXIT_FINDINGS } from './command-error.ts';
import type { Runtime } from './runtime.ts';
import { useServices } from './use-services.ts';

const SHOWN = 20;

/** `jieda undo` */
export function registerUndo(program: Command, runtime: Runtime): void {
  program
    .command('undo')
    .description('撤销一次导入：新增的删除，更新的恢复原样，删除的恢复')
    .argument('<导入编号>', '导入完成时显示的编号')
    .option('--partial', '导入之后又有改动的保持现状，撤销其余的')
    .action((id: string, options: { partial?: true }) => undo(runtime, id, options.partial === true));
}

async function undo(runtime: Runtime, id: string, partial: boolean): Promise<void> {
  const { terminal, caller } = runtime;
  await useServices(runtime, false, async ({ transfer }) => {
    const { import: record, restored, kept } = await transfer.undoImport(id, { partial }, caller);
    terminal.print(`已撤销 ${record.fileName}：恢复 ${restored} 条，保持现状 ${kept.length} 条`);
    presentKept(kept.map(({ questionId, question }) => `${questionId}  ${question || '（已删除）'}`));
    if (kept.length > 0) throw new CommandError(null, EXIT_FINDINGS);
  });

  function presentKept(lines: readonly string[]): void {
    for (const line of lines.slice(0, SHOWN)) terminal.note(`  ${line}`);
    if (lines.length > SHOWN) terminal.note(`  还有 ${lines.length - SHOWN} 条`);
  }
}
