import path from 'node:path';
import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import { writeOutputFile } from './import/files.ts';
import type { Runtime } from './runtime.ts';
import { useServices } from './use-services.ts';

const FORMATS = { '.xlsx': 'xlsx', '.csv': 'csv', '.ndjson': 'ndjson' } as const;

/** `jieda export` */
export function registerExport(program: Command, runtime: Runtime): void {
  program
    .command('export')
    .description('把题库导出为文件，可原样导回')
    .requiredOption('--bank <题库>', '导出哪个题库')
    .requiredOption('--out <文件>', '写到哪里；扩展名决定格式：.xlsx、.csv 或 .ndjson')
    .action(({ bank, out }: { bank: string; out: string }) => exportBank(runtime, bank, out));
}

async function exportBank(runtime: Runtime, bank: string, out: string): Promise<void> {
  const extension = path.extname(out).toLowerCase();
  if (!isKnown(extension)) throw new CommandError(`不支持导出为“${extension}”，请用 .xlsx、.csv 或 .ndjson`);
  await useServices(runtime, false, async ({ transfer }) => {
    const { caller, terminal } = runtime;
    const chunks = transfer.exportBank(bank, FORMATS[extension], caller);
    const bytes = await writeOutputFile(out, chunks, terminal);
    terminal.print(`题库“${bank}”已导出到 ${out}（${bytes} 字节）`);
  });
}

function isKnown(extension: string): extension is keyof typeof FORMATS {
  return extension in FORMATS;
}
