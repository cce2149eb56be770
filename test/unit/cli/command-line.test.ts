import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../src/cli/run-command-line.ts';
import type { Runtime } from '../../../src/cli/runtime.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { SETTINGS } from '../../../src/config/settings.ts';
import { AppError } from '../../../src/errors.ts';
import { NewerSchemaError } from '../../../src/service/ports/newer-schema-error.ts';

const unused = () => Promise.reject(new Error('not used here'));

/** Runs a command without any of its parts. */
async function run(args: string[], environment: Record<string, string> = {}, runtime: Partial<Runtime> = {}) {
  let output = '';
  let notes = '';
  const exitCode = await runCommandLine(
    args,
    {
      terminal: {
        print: (text) => (output += `${text}\n`),
        note: (text) => (notes += `${text}\n`),
        decorated: false,
        watched: false,
      },
      caller: { name: 'cli:test', role: 'owner', banks: null },
      version: '1.2.3',
      loadConfig: () => loadConfig(environment, () => ''),
      openStore: unused,
      openServices: unused,
      importTemplate: () => {
        throw new Error('not used here');
      },
      openAnswering: unused,
      serve: unused,
      openDaemon: () => {
        throw new Error('not used here');
      },
      probes: { segmenter: unused, redis: unused },
      ...runtime,
    },
    () => false,
  );
  return { exitCode, output, notes };
}

describe('the command line', () => {
  it('shows its help in Chinese', async () => {
    const { exitCode, output } = await run(['--help']);
    expect(exitCode).toBe(0);
    for (const part of [
      '用法: jieda [选项] [命令]',
      '命令:',
      'serve',
      'import',
      'export',
      'migrate',
      'ask',
      'key',
      'evaluate',
      'doctor',
    ])
      expect(output).toContain(part);
    expect(output).not.toMatch(/Usage|Options|display help/);
  });

  it('lists every configuration variable in the help of serve', async () => {
    const { output } = await run(['serve', '--help']);
    for (const { env } of Object.values(SETTINGS)) expect(output).toContain(env);
  });

  it.each([
    [['aks', 'x'], '没有“aks”这个命令，是不是 ask？'],
    [['ask'], '缺少参数 <问题>'],
    [['ask', 'x', '--explian'], '没有“--explian”这个选项，是不是 --explain？'],
    [['ask', 'x', 'y'], '参数太多'],
    [['key', 'create'], '缺少必需的选项“--name <名称>”'],
    [['key', 'create', '--name', 'x', '--role', 'admin'], '选项“--role <角色>”的取值有误'],
    [
      ['import', 'a.csv', '--mode', 'replce'],
      '选项“--mode <方式>”的取值有误：收到“replce”，应为 upsert、add、replace 之一',
    ],
    [['serve', '--workers', "x'y"], "选项“--workers <个数>”的取值有误：收到“x'y”，应为 "],
  ])('exits with 2 for %j', async (args, message) => {
    const { exitCode, notes } = await run(args);
    expect(exitCode).toBe(2);
    expect(notes).toContain(message);
    expect(notes).not.toContain('error');
  });

  it('lists every fault of the configuration and exits with 2', async () => {
    const { exitCode, notes } = await run(['migrate'], { JIEDA_PORT: 'x', JIEDA_METRICS: 'x' });
    expect(exitCode).toBe(2);
    expect(notes).toContain('配置有 2 处错误');
  });

  it('notes unknown variables and says errors in Chinese', async () => {
    const openServices = () => Promise.reject(new AppError('bank_not_found', { bank: 'x' }));
    const { exitCode, notes } = await run(['ask', 'x'], { JIEDA_PROT: '1' }, { openServices });
    expect(exitCode).toBe(2);
    expect(notes).toBe('警告：不认识的变量 JIEDA_PROT，是不是 JIEDA_PORT？\n没有名为“x”的题库\n');
  });

  it('says why the database is away, and where to look', async () => {
    const cause = new Error("Access denied for user 'jieda'");
    const openServices = () => Promise.reject(new AppError('store_unavailable', {}, { cause }));
    const { exitCode, notes } = await run(['ask', 'x'], {}, { openServices });
    expect(exitCode).toBe(2);
    expect(notes).toBe("数据库不可用：Access denied for user 'jieda'\n用 jieda doctor 检查配置和数据库\n");
  });

  it('says what to do where a newer version has upgraded the database', async () => {
    const openServices = () => Promise.reject(new NewerSchemaError('2099-01-01-future'));
    const { exitCode, notes } = await run(['ask', 'x'], {}, { openServices });
    expect(exitCode).toBe(2);
    expect(notes).toBe(
      '数据库的结构比这个程序新（它不认识 2099-01-01-future）：请用升级后的版本，或停止所有实例后恢复升级前的备份\n',
    );
  });
});
