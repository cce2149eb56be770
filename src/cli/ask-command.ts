import type { Command } from 'commander';
import { presentExplanation } from './ask/present-explanation.ts';
import { presentReply } from './ask/present-reply.ts';
import type { Runtime } from './runtime.ts';
import { useServices } from './use-services.ts';

const SUGGESTIONS = 3;
const EXPLAINED_HITS = 3;

/** `jieda ask` */
export function registerAsk(program: Command, runtime: Runtime): void {
  program
    .command('ask')
    .description('在终端里提问')
    .argument('<问题>', '用自己的话提问')
    .option('--bank <题库>', '在哪个题库里找；默认由 JIEDA_DEFAULT_BANK 指定')
    .option('--explain', '列出得分的构成')
    .action((question: string, options: { bank?: string; explain?: true }) =>
      ask(runtime, question, options.bank ?? null, options.explain === true),
    );
}

async function ask(runtime: Runtime, question: string, bank: string | null, explain: boolean): Promise<void> {
  const { terminal, caller } = runtime;
  await useServices(runtime, true, async ({ answering }) => {
    const reply = await answering.ask(
      { question, bank, limit: SUGGESTIONS, channel: 'cli', userId: null },
      caller,
    );
    if (reply.degraded.includes('store')) terminal.note('警告：数据库不可用，以下是最近一次快照里的答案');
    terminal.print(presentReply(reply.value, terminal.decorated));
    if (!explain) return;
    const filter = { category: null, tag: null };
    const found = await answering.search(
      { query: question, bank, limit: EXPLAINED_HITS, offset: 0, explain, ...filter },
      caller,
    );
    terminal.print(presentExplanation(found.value.hits, terminal.decorated));
  });
}
