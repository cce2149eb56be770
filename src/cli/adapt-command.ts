import type { Command } from 'commander';
import type { AdaptationRun } from '../service/ports/adaptation-store.ts';
import type { ConfirmedPair } from '../service/use-cases/bank-adaptation.ts';
import { readTsv } from './evaluate/read-tsv.ts';
import type { Runtime } from './runtime.ts';
import { table } from './terminal/table.ts';
import { useServices } from './use-services.ts';

interface Options {
  bank?: string;
  pairs?: string;
  undo?: true;
}

/** `jieda adapt` */
export function registerAdapt(program: Command, runtime: Runtime): void {
  program
    .command('adapt')
    .description('让题库从自己的相似问法和用户反馈中学习；交叉验证确有提高才启用')
    .option('--bank <题库>', '题库名；默认见 JIEDA_DEFAULT_BANK')
    .option('--pairs <文件>', '已确认的问法，每行：问法<制表符>问题编号')
    .option('--undo', '撤销正在使用的学习结果')
    .action((options: Options) => adapt(runtime, options));
}

async function adapt(runtime: Runtime, { bank: named, pairs: file, undo }: Options): Promise<void> {
  const { terminal, caller } = runtime;
  const pairs = file === undefined ? [] : readPairs(file);
  await useServices(runtime, true, async ({ adaptation }, config) => {
    const bank = named ?? config.defaultBank;
    if (undo) {
      await adaptation.undo(bank, caller);
      terminal.print(`题库“${bank}”最近一次启用的学习结果已撤销`);
      return;
    }
    let shown = -1;
    const run = await adaptation.adapt(bank, pairs, caller, (share) => {
      const percent = Math.floor(share * 10) * 10;
      if (terminal.watched && percent > shown) terminal.note(`已完成 ${String((shown = percent))} %`);
    });
    terminal.print(present(run));
  });
}

function readPairs(file: string): ConfirmedPair[] {
  return readTsv(file, 2).map(([query, question]) => ({ query: query!, question: question! }));
}

function present({ state, figures }: AdaptationRun): string {
  if (figures === null) return '没有结果';
  const { examples, fromUsers, before, after, scaled } = figures;
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
  const rows = [
    ['', '学习前', '学习后'],
    ['正确问题排第一', percent(before.recallAt1), percent(after.recallAt1)],
    ['名次倒数均值', before.mrrAt10.toFixed(3), after.mrrAt10.toFixed(3)],
  ];
  const kept = state === 'kept' ? '有提高，已启用；撤销用 jieda adapt --undo' : '没有提高，题库保持原样';
  return [
    table(rows, 3),
    `交叉验证：${String(examples)} 条问法，其中 ${String(fromUsers)} 条来自用户${scaled ? '；置信度已按反馈校准' : ''}`,
    kept,
  ].join('\n');
}
