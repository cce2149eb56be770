import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../src/storage/index.ts';
import { findService } from '../helpers/availability.ts';
import { fillBank } from '../helpers/fill-bank.ts';
import { jiedaCommand, runJieda } from '../helpers/jieda-command.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

// The commands as people run them: a process of their own over a store of their own.

vi.setConfig({ testTimeout: 400_000 });

const folder = temporaryFolder('cli');
const environment = { JIEDA_DATA_DIR: path.join(folder.path, 'data') };

afterAll(() => {
  folder.remove();
});

/** Writes files into a new folder and gives its path. */
function folderWith(name: string, files: Record<string, string>): string {
  const created = path.join(folder.path, name);
  mkdirSync(created);
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(created, file), text);
  return created;
}

describe('jieda migrate', () => {
  it('makes the schema once', async () => {
    const fresh = { JIEDA_DATA_DIR: path.join(folder.path, 'fresh') };
    expect((await runJieda(['migrate'], fresh)).stdout).toContain('的结构已升级');
    const again = await runJieda(['migrate'], fresh);
    expect(again).toEqual({ exitCode: 0, stdout: '数据库（sqlite）的结构已是最新\n', stderr: '' });
  });
});

describe.runIf(existsSync('/dev/full'))('standard output on a full disk', () => {
  it('ends the command with 2 and the reason', () => {
    const { command, args, ...options } = jiedaCommand(['migrate'], environment);
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(command, args, { ...options, stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    expect(status).toBe(2);
    expect(stderr.toString()).toBe('无法写到标准输出：ENOSPC: no space left on device, write\n');
  });
});

describe('the environment file', () => {
  it('is faulty where a line is no assignment or it cannot be read, told with all other faults', async () => {
    const settings = folderWith('settings', { 'a.env': 'JIEDA_PORT: 8531\nJIEDA_PROT=1\n' });
    const file = path.join(settings, 'a.env');
    const faulty = { ...environment, JIEDA_METRICS: 'x', JIEDA_ENV_FILE: file };
    const { exitCode, stderr } = await runJieda(['migrate'], faulty);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`JIEDA_ENV_FILE=${file}：第 1 行应为 变量=值，引号须成对`);
    expect(stderr).toContain('JIEDA_METRICS=x');
    expect(stderr).toContain('不认识的变量 JIEDA_PROT');
    const missing = await runJieda(['migrate'], { ...faulty, JIEDA_ENV_FILE: `${file}x` });
    expect(missing.stderr).toContain('无法读取该文件');
    expect(missing.stderr).toContain('JIEDA_METRICS=x');
  });
});

describe('jieda key', () => {
  const own = { JIEDA_DATA_DIR: path.join(folder.path, 'keys') };

  it('creates a key and prints its secret alone, lists it without, and revokes it', async () => {
    const created = await runJieda(
      ['key', 'create', '--name', '网站', '--role', 'reader', '--bank', 'a', 'b'],
      own,
    );
    expect(created).toMatchObject({ exitCode: 0 });
    const secret = created.stdout.trim();
    expect(secret).toMatch(/^\S{32,}$/);
    expect(created.stderr).toContain('只显示这一次');

    const listed = await runJieda(['key', 'list'], own);
    expect(listed.stdout).toMatch(/网站\s+只读\s+a、b/);
    expect(listed.stdout).not.toContain(secret);

    const id = listed.stdout.split('\n')[1]!.split(' ')[0]!;
    expect(await runJieda(['key', 'revoke', id], own)).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('最多 30 秒') as string,
    });
    expect((await runJieda(['key', 'list'], own)).stdout).toMatch(/\d{4}.*\d{4}/);
    const unknown = await runJieda(['key', 'revoke', 'nobody'], own);
    expect(unknown).toMatchObject({ exitCode: 2, stderr: '没有编号为“nobody”的密钥\n' });
  });

  it('makes an editor of who is given banks, and no owner for some banks', async () => {
    const limited = await runJieda(['key', 'create', '--name', 'lim', '--bank', 'mine'], own);
    expect(limited.stderr).toContain('已创建密钥“lim”（编辑，题库：mine）');
    const whole = await runJieda(['key', 'create', '--name', 'all'], own);
    expect(whole.stderr).toContain('已创建密钥“all”（所有者，题库：全部）');
    const owner = ['key', 'create', '--name', 'x', '--role', 'owner', '--bank', 'mine'];
    const refused = await runJieda(owner, own);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toContain('所有者（owner）的密钥可做一切，不能限定题库');
  });

  it('lists an owner that was once given banks as what it is', async () => {
    const data = path.join(folder.path, 'old-keys');
    await runJieda(['migrate'], { JIEDA_DATA_DIR: data });
    const store = openStore({ sqliteFile: path.join(data, 'jieda.sqlite') });
    const old = { id: 'key-1', name: 'old', role: 'owner', banks: ['mine'] } as const;
    await store.createKey({ ...old, createdAt: new Date(), revokedAt: null }, 'hash');
    await store.close();
    const listed = await runJieda(['key', 'list'], { JIEDA_DATA_DIR: data });
    expect(listed.stdout).toMatch(/old\s+所有者\s+全部/);
  });
});

describe('jieda ask', () => {
  beforeAll(() =>
    fillBank(environment, 'finance', [
      { question: '中国农业银行信用卡如何还款？', answer: '可以用掌上银行、柜台或自动还款。' },
      { question: '什么是国债逆回购？', answer: '把资金借出并以国债作质押。' },
    ]),
  );

  it('answers with the question it understood, its confidence and the reason', async () => {
    const { exitCode, stdout } = await runJieda(['ask', '农行信用卡怎么还款'], environment);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('答：可以用掌上银行、柜台或自动还款。');
    expect(stdout).toContain('标准问：中国农业银行信用卡如何还款？');
    expect(stdout).toMatch(/置信度：[01]\.\d\d/);
    expect(stdout).toContain('依据：');
    expect(stdout).not.toContain('\u001b');
  });

  it('lists the parts of the score', async () => {
    const { stdout } = await runJieda(['ask', '农行信用卡怎么还款', '--explain'], environment);
    expect(stdout).toMatch(/特征\s+取值\s+贡献/);
    expect(stdout).toMatch(/得分 \d/);
  });

  it('says when nothing fits, and when there is no such bank', async () => {
    expect(await runJieda(['ask', '红烧肉放几勺糖'], environment)).toMatchObject({
      exitCode: 0,
      stdout: '没有找到答案\n',
    });
    expect(await runJieda(['ask', '你好', '--bank', 'nowhere'], environment)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: '没有名为“nowhere”的题库\n',
    });
    expect(await runJieda(['ask', '！？'], environment)).toMatchObject({ exitCode: 2 });
  });
});

describe('jieda evaluate', () => {
  const bank = 'b1\t怎么开通网上银行\nb2\t公积金贷款需要什么材料\nb3\t什么是国债逆回购\n';

  it('prints one JSON object with the figures of every file', async () => {
    const set = folderWith('set', {
      'bank.tsv': bank,
      'queries.tsv': 'q1\t怎么开通网上银行\nq2\t什么是国债逆回购\n',
      'queries.typo.tsv': 'q1\t怎么开通网上银行\nq2\t红烧肉放几勺糖\n',
      'qrels.tsv': 'q1\tb1\nq1\tb2\t0\nq2\tb3\t1\n',
      'answerable.tsv': 'a1\t什么是国债逆回购\n',
      'far.tsv': 'n1\t红烧肉放几勺糖\n',
    });
    const { exitCode, stdout } = await runJieda(['evaluate', set, '--json'], environment);
    expect(exitCode).toBe(0);
    const perfect = { queries: 2, recallAt1: 1, recallAt5: 1, recallAt10: 1, mrrAt10: 1 };
    const half = { queries: 2, recallAt1: 0.5, recallAt5: 0.5, recallAt10: 0.5, mrrAt10: 0.5 };
    const report = JSON.parse(stdout) as { calibration: { expectedCalibrationError: number } };
    expect(report).toMatchObject({
      files: { 'queries.tsv': perfect, 'queries.typo.tsv': half },
      noAnswer: { far: { auc: 1, keptAt5: 1 } },
    });
    expect(report.calibration.expectedCalibrationError).toBeLessThan(0.1);
    expect(Object.keys(report)).toEqual(['files', 'calibration', 'noAnswer']);
  });

  it('takes single files from elsewhere, and prints a table for people', async () => {
    const set = folderWith('part', { 'queries.tsv': 'x\t不用\n', 'qrels.tsv': 'q9\tb2\n' });
    const elsewhere = folderWith('elsewhere', {
      'bank.tsv': bank,
      'mine.tsv': 'q9\t公积金贷款需要什么材料\n',
    });
    const overrides = [
      '--bank',
      path.join(elsewhere, 'bank.tsv'),
      '--queries',
      path.join(elsewhere, 'mine.tsv'),
    ];
    const { stdout } = await runJieda(['evaluate', set, ...overrides], environment);
    expect(stdout).toMatch(/Recall@1\s+Recall@5/);
    expect(stdout).toMatch(/mine\.tsv\s+1\s+100\.0 %/);
    expect(stdout).not.toContain('queries.tsv');
  });

  it('names what is missing or malformed', async () => {
    const broken = folderWith('broken', {
      'bank.tsv': 'b1\t问题\nb2\n',
      'queries.tsv': 'q1\t问题\n',
      'qrels.tsv': '',
    });
    const malformed = await runJieda(['evaluate', broken], environment);
    expect(malformed).toMatchObject({ exitCode: 2 });
    expect(malformed.stderr).toContain('bank.tsv 第 2 行：应有 2 列');
    const missing = await runJieda(['evaluate', path.join(folder.path, 'missing')], environment);
    expect(missing).toMatchObject({ exitCode: 2 });
    expect(missing.stderr).toContain('无法读取文件夹');
  });
});

describe('jieda doctor', () => {
  it('finds nothing wrong with a store that is in order', async () => {
    const { exitCode, stdout } = await runJieda(['doctor'], environment);
    expect(stdout).toContain('✓ 数据库（sqlite）：可以连接，有 1 个题库');
    expect(stdout).toContain('✓ 分词与词典');
    expect(stdout).toContain('一切就绪');
    expect(exitCode).toBe(0);
  });

  it('names every part that is away, and what to do', async () => {
    const away = {
      ...environment,
      JIEDA_DATA_DIR: '/dev/null/jieda',
      MYSQL_URL: 'mysql://jieda:hunter2@127.0.0.1:1/jieda',
      REDIS_URL: 'redis://:hunter2@127.0.0.1:1',
      JIEDA_PROT: '1',
    };
    const { exitCode, stdout, stderr } = await runJieda(['doctor'], away);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('! 配置：不认识的变量 JIEDA_PROT，是不是 JIEDA_PORT？');
    for (const part of ['数据文件夹', '数据库（mysql）', 'Redis']) expect(stdout).toContain(`✗ ${part}：`);
    expect(stdout).toContain('→ 检查 MYSQL_URL');
    expect(stdout).toContain('有 3 项需要处理');
    expect(stdout + stderr).not.toContain('hunter2');
  });

  it('tells a missing schema from a missing database', async () => {
    const { exitCode, stdout } = await runJieda(['doctor'], {
      JIEDA_DATA_DIR: path.join(folder.path, 'empty'),
    });
    expect(stdout).toContain('→ 运行 jieda migrate');
    expect(exitCode).toBe(1);
  });

  it('lists the faults of the configuration', async () => {
    const { exitCode, stdout } = await runJieda(['doctor'], { JIEDA_PORT: 'x', JIEDA_METRICS: 'x' });
    expect(stdout).toContain('✗ 配置：配置有 2 处错误');
    expect(exitCode).toBe(1);
  });

  it.runIf(findService('openssl'))('looks at the dates of certificates', async () => {
    const certificate = (name: string, days: number): string => {
      const file = path.join(folder.path, `${name}.pem`);
      const subject = ['-subj', '/CN=localhost', '-keyout', '/dev/null', '-out', file, '-days', String(days)];
      execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], {
        stdio: 'pipe',
      });
      return file;
    };
    const files = [certificate('long', 365), certificate('short', 7)];
    const { exitCode, stdout } = await runJieda(['doctor', '--certificate', ...files], environment);
    expect(stdout).toMatch(/✓ 证书 .*long\.pem：有效期到 \d{4}-\d\d-\d\d，还有 36[45] 天/);
    expect(stdout).toMatch(/! 证书 .*short\.pem：[67] 天后/);
    expect(exitCode).toBe(0);
    const wrong = await runJieda(['doctor', '--certificate', folderWith('pem', {})], environment);
    expect(wrong).toMatchObject({ exitCode: 1 });
  });
});
