import type { Command } from 'commander';
import type { Config } from '../config/config.ts';
import { CommandError, EXIT_FINDINGS } from './command-error.ts';
import { checkCertificate } from './doctor/check-certificate.ts';
import { checkConfig } from './doctor/check-config.ts';
import { checkDataFolder } from './doctor/check-data-folder.ts';
import { checkRedis } from './doctor/check-redis.ts';
import { checkSegmenter } from './doctor/check-segmenter.ts';
import { checkOutsideChanges, checkStore } from './doctor/check-store.ts';
import type { Finding } from './doctor/finding.ts';
import { listOption } from './list-option.ts';
import type { Runtime } from './runtime.ts';

const MARKS = { good: '✓', warning: '!', fault: '✗' } as const;

/** `jieda doctor` */
export function registerDoctor(program: Command, runtime: Runtime): void {
  program
    .command('doctor')
    .description('检查配置、数据文件夹、数据库、Redis、分词和证书，并说明该怎么办')
    .addOption(listOption('--certificate <文件...>', '还要检查有效期的 PEM 证书'))
    .action(({ certificate = [] }: { certificate?: string[] }) => examine(runtime, certificate));
}

async function examine(runtime: Runtime, certificates: readonly string[]): Promise<void> {
  const { config, findings } = checkConfig(() => runtime.loadConfig());
  if (config !== null) findings.push(...(await checkParts(runtime, config)));
  const now = new Date();
  findings.push(...certificates.map((file) => checkCertificate(file, now)));

  for (const finding of findings) runtime.terminal.print(describe(finding));
  const faults = findings.filter(({ state }) => state === 'fault').length;
  runtime.terminal.print(faults === 0 ? '\n一切就绪' : `\n有 ${faults} 项需要处理`);
  if (faults > 0) throw new CommandError(null, EXIT_FINDINGS);
}

async function checkParts(runtime: Runtime, config: Config): Promise<Finding[]> {
  const store = await runtime.openStore(config);
  try {
    return [
      checkDataFolder(config.dataDir),
      await checkStore(store, config),
      ...(await checkOutsideChanges(store)),
      await checkRedis(config, runtime.probes),
      await checkSegmenter(config, runtime.probes),
    ];
  } finally {
    await store.close();
  }
}

function describe({ part, state, message, advice }: Finding): string {
  const line = `${MARKS[state]} ${part}：${message}`;
  return advice === undefined ? line : `${line}\n    → ${advice}`;
}
