import { Option, type Command } from 'commander';
import { AppError } from '../errors.ts';
import {
  EXTRA_COLUMNS,
  IMPORT_MODES,
  type ExtraColumns,
  type ImportMode,
  type ImportRecord,
} from '../service/ports/import-store.ts';
import type { Services } from '../service/use-cases/services.ts';
import { CommandError, EXIT_FINDINGS } from './command-error.ts';
import { describeFailure } from './describe-failure.ts';
import { presentAccounts, presentRecord } from './import/present-record.ts';
import { drawProgress } from './import/progress-bar.ts';
import { readInputFile, reportPath, writeOutputFile } from './import/files.ts';
import { interruptible } from './interruptible.ts';
import type { Runtime } from './runtime.ts';
import { useServices } from './use-services.ts';

interface ImportOptions {
  bank?: string;
  dryRun?: true;
  report?: string;
  mode?: ImportMode;
  strict?: true;
  extraColumns?: ExtraColumns;
  template?: string;
}

/** `jieda import` */
export function registerImport(program: Command, runtime: Runtime): void {
  program
    .command('import')
    .description('导入题库文件')
    .argument('[文件...]', '.xlsx、.xls、.csv、.tsv 或 .ndjson 文件，可有多个')
    .option('--bank <题库>', '导入到哪个题库；没有时新建；默认为 JIEDA_DEFAULT_BANK')
    .option('--dry-run', '只检查，不写入')
    .option('--strict', '只要有一行没有通过检查，就什么都不写入')
    .option('--report <文件>', '把标好问题的工作簿写成 .xlsx 文件：有问题的单元格着色并附批注')
    .addOption(
      new Option(
        '--mode <方式>',
        'upsert 更新或新增，add 只新增，replace 以文件为准、多余的删除；默认 upsert',
      ).choices(IMPORT_MODES),
    )
    .addOption(
      new Option(
        '--extra-columns <方式>',
        '认不出的列：ignore 忽略，keep 作为附加字段保留；默认 ignore',
      ).choices(EXTRA_COLUMNS),
    )
    .option('--template <文件>', '不导入，只把供填写的模板写成 .xlsx 文件')
    .action((files: string[], options: ImportOptions) =>
      options.template === undefined
        ? interruptible((interrupted) => importFiles(runtime, files, options, interrupted))
        : writeTemplate(runtime, files, options.template),
    );
}

async function writeTemplate(runtime: Runtime, files: readonly string[], out: string): Promise<void> {
  if (files.length > 0) throw new CommandError('--template 只写出模板，不能同时导入文件');
  await writeOutputFile(out, runtime.importTemplate(), runtime.terminal);
  runtime.terminal.print(`模板已写入 ${out}，填好后用 jieda import 导入`);
}

async function importFiles(
  runtime: Runtime,
  files: readonly string[],
  options: ImportOptions,
  interrupted: AbortSignal,
): Promise<void> {
  if (files.length === 0) throw new CommandError('请给出要导入的文件；供填写的模板用 --template 写出');
  if (options.mode === 'replace' && files.length > 1) {
    throw new CommandError('replace 方式一次只能导入一个文件：后一个会删去前一个导入的内容');
  }
  const { terminal } = runtime;
  const records: ImportRecord[] = [];
  let failures = 0;
  await useServices(runtime, false, async (services, { defaultBank }) => {
    const bank = options.bank ?? defaultBank;
    for (const [index, file] of files.entries()) {
      try {
        const record = await importOne(runtime, services, file, { ...options, bank }, interrupted);
        records.push(record);
        if (options.report === undefined) continue;
        const path = reportPath(options.report, files.length > 1 ? index + 1 : null);
        await writeOutputFile(path, services.transfer.importReport(record.id, runtime.caller), terminal);
        terminal.note(`标好问题的工作簿已写入 ${path}`);
      } catch (error) {
        if (files.length === 1) throw error;
        failures++;
        terminal.note(`${file}：${describeFailure(error).text ?? ''}`);
        if (interrupted.aborted) break;
      }
    }
  });
  if (records.length === 0) throw new CommandError('没有导入任何文件');
  terminal.print(presentAccounts(records.map(({ counts }) => counts)));
  const isIncomplete = failures > 0 || records.some(({ counts }) => counts.rejected > 0);
  if (isIncomplete) throw new CommandError(null, EXIT_FINDINGS);
}

/** Cancels the import when interrupted: what is left in line would be done later, by whichever process is free. */
async function importOne(
  { terminal, caller }: Runtime,
  { transfer, administration }: Services,
  file: string,
  options: ImportOptions & { bank: string },
  interrupted: AbortSignal,
): Promise<ImportRecord> {
  const { bank, mode = 'upsert', extraColumns = 'ignore' } = options;
  const dryRun = options.dryRun === true;
  const bytes = await readInputFile(file);
  const isMissing = await administration.findBank(bank, caller).then(
    () => false,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'bank_not_found') return true;
      throw error;
    },
  );
  const progress = drawProgress(terminal.watched);
  try {
    const strict = options.strict === true;
    const choices = { mode, dryRun, strict, extraColumns };
    const input = { bank, fileName: file, bytes, ...choices, createMissingBank: true };
    const { id } = await transfer.submitImport(input, caller);
    const cancel = (): void => {
      // Fails where it has ended meanwhile, which the record tells.
      transfer.cancelImport(id, caller).catch(() => undefined);
    };
    interrupted.addEventListener('abort', cancel, { once: true });
    if (interrupted.aborted) cancel();
    const record = await transfer.completeImport(id, caller, progress.show);
    progress.clear();
    if (record.error !== null && record.findings.length > 0) terminal.print(presentRecord(record));
    if (record.error !== null) throw new AppError(record.error.code, record.error.parameters);
    if (record.state === 'cancelled') throw new CommandError('导入被取消，什么都没有写入');
    if (isMissing && dryRun) terminal.note(`题库“${bank}”还不存在，正式导入时会新建`);
    if (isMissing && record.bankVersion !== null) terminal.note(`题库“${bank}”不存在，已新建`);
    terminal.print(presentRecord(record));
    return record;
  } finally {
    progress.clear();
  }
}
