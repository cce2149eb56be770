import type { Command } from 'commander';
import type { GoldenMiss, GoldenReport } from '../service/use-cases/golden-questions.ts';
import { readTsv } from './evaluate/read-tsv.ts';
import type { Runtime } from './runtime.ts';
import { table } from './terminal/table.ts';
import { useServices } from './use-services.ts';

interface Options {
  bank?: string;
  set?: string;
  json?: true;
}

/** `jieda golden` */
export function registerGolden(program: Command, runtime: Runtime): void {
  program
    .command('golden')
    .description('用题库的验收问题检验题库：每条提问的正确问题是否排在第一')
    .option('--bank <题库>', '题库名；默认见 JIEDA_DEFAULT_BANK')
    .option('--set <文件>', '先用文件里的替换原有的验收问题，每行：提问<制表符>问题编号')
    .option('--json', '输出一个 JSON 对象')
    .action((options: Options) => checkGolden(runtime, options));
}

async function checkGolden(runtime: Runtime, { bank: named, set, json }: Options): Promise<void> {
  const { terminal, caller } = runtime;
  const given = set === undefined ? null : readTsv(set, 2).map(([query, question]) => [query!, question!]);
  await useServices(runtime, true, async ({ golden }, config) => {
    const bank = named ?? config.defaultBank;
    if (given !== null) {
      const entries = given.map(([query, question]) => ({ query: query!, question: question! }));
      await golden.replace(bank, entries, caller);
    }
    const report = await golden.check(bank, caller);
    terminal.print(json ? JSON.stringify(report) : present(report));
  });
}

function present({ total, hits, answered, misses }: GoldenReport): string {
  if (total === 0) return '没有验收问题；用 --set 文件 写入';
  const share = ((100 * hits) / total).toFixed(1);
  const line = `${total} 条验收问题：${hits} 条的正确问题排在第一（${share} %），其中 ${answered} 条会直接回答`;
  if (misses.length === 0) return line;
  const rows = misses.map((miss) => [
    miss.query,
    miss.question,
    whereIs(miss),
    miss.first === null ? '（无）' : `${miss.first.question}（${miss.first.confidence.toFixed(2)}）`,
  ]);
  return [line, table([['提问', '正确问题', '名次', '排在第一的'], ...rows])].join('\n\n');
}

function whereIs({ reason, place }: GoldenMiss): string {
  if (reason === 'absent') return '题库里没有';
  return place === null ? '不在前十' : String(place);
}
