import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { runJieda, spawnJieda } from '../helpers/jieda-command.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

// `jieda import` and `jieda export` as people and scripts run them:
// 1. The accounting line is the last of standard output; the exit code says whether all rows are in.
// 2. A missing bank is created and said; not by a dry run, nor by a file that cannot be read.
// 3. An import is undone by the id that it showed. In strict mode a faulty row keeps all others out.
// 4. The template needs no store, and imports as it is.
// 5. A file without a question does not empty the bank.
// 6. Interrupted, it is cancelled: nothing is written, then or later, and the next import is not held up.
// 7. Exports of every format import as all unchanged.

vi.setConfig({ testTimeout: 400_000 });

const folder = temporaryFolder('import-command');
const environment = { JIEDA_DATA_DIR: path.join(folder.path, 'data') };
const sample = path.join(import.meta.dirname, '../../data/finance.xlsx');

afterAll(() => {
  folder.remove();
});

function file(name: string, text: string): string {
  const place = path.join(folder.path, name);
  writeFileSync(place, text);
  return place;
}

const jieda = (...args: string[]) => runJieda(args, environment);

/** Whether some process works on an import into this bank. */
function isAtWorkOn(bank: string): boolean {
  const database = new Database(path.join(environment.JIEDA_DATA_DIR, 'jieda.sqlite'), { readonly: true });
  const job = database.prepare('select leased_by from jobs where queue = ?').get(bank);
  database.close();
  return (job as { leased_by: string | null } | undefined)?.leased_by != null;
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

describe('jieda import', () => {
  it('takes the sample bank in, after a dry run that leaves nothing behind', async () => {
    const dry = await jieda('import', sample, '--bank', 'finance', '--dry-run');
    expect(dry).toMatchObject({ exitCode: 0, stderr: '题库“finance”还不存在，正式导入时会新建\n' });
    expect(lastLine(dry.stdout)).toBe('读取 532 = 新增 532 + 更新 0 + 未变 0 + 拒绝 0');
    const done = await jieda('import', sample, '--bank', 'finance');
    expect(done).toMatchObject({ exitCode: 0, stderr: '题库“finance”不存在，已新建\n' });
    expect(lastLine(done.stdout)).toBe('读取 532 = 新增 532 + 更新 0 + 未变 0 + 拒绝 0');
  });

  it('is cancelled when it is interrupted', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `第 ${index} 个问题是什么,答案 ${index}`);
    const large = file('large.csv', ['问题,答案', ...rows].join('\n'));
    const interrupted = spawnJieda(['import', large, '--bank', 'interrupted'], environment);
    await eventually(() => isAtWorkOn('interrupted'));
    interrupted.interrupt();
    expect(await interrupted.ended).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: '导入被取消，什么都没有写入\n',
    });
    const next = await jieda('import', file('next.csv', '问题,答案\n甲,答'), '--bank', 'interrupted');
    expect(next.stderr).toBe('题库“interrupted”不存在，已新建\n');
    expect(lastLine(next.stdout)).toBe('读取 1 = 新增 1 + 更新 0 + 未变 0 + 拒绝 0');
  });

  it('says what is wrong with which row, shows the first twenty and writes a report', async () => {
    const rows = Array.from({ length: 23 }, (_, index) => `第 ${index} 个问题,`);
    const input = file('faulty.csv', ['问题,答案', '好问题,好答案', ...rows].join('\n'));
    const report = path.join(folder.path, 'reports/faulty.xlsx');
    const { exitCode, stdout } = await jieda('import', input, '--bank', 'faulty', '--report', report);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('  [未导入] 工作表“faulty.csv” 第 3 行 B 列：没有答案；请填写答案\n');
    expect(stdout.match(/未导入/g)).toHaveLength(20);
    expect(stdout).toContain('还有 3 处');
    expect(lastLine(stdout)).toBe('读取 24 = 新增 1 + 更新 0 + 未变 0 + 拒绝 23');
    expect(existsSync(report)).toBe(true);
  });

  it('adds the accounts of several files up, and goes on past one that cannot be read', async () => {
    const files = [
      file('a.csv', '问题,答案\n甲,答'),
      file('b.xlsx', 'text'),
      file('c.csv', '问题,答案\n乙,答'),
    ];
    const { exitCode, stdout, stderr } = await jieda('import', ...files, '--bank', 'several');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('b.xlsx：无法读取文件：');
    expect(lastLine(stdout)).toBe('读取 2 = 新增 2 + 更新 0 + 未变 0 + 拒绝 0');
  });

  it('does nothing with a file that cannot be read, or with options that make no sense', async () => {
    const unreadable = await jieda('import', file('text.xlsx', 'text'), '--bank', 'nothing');
    expect(unreadable).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unreadable.stderr).toContain('内容却不是 Excel 工作簿');
    expect(
      await jieda('export', '--bank', 'nothing', '--out', path.join(folder.path, 'x.csv')),
    ).toMatchObject({
      exitCode: 2,
      stderr: '没有名为“nothing”的题库\n',
    });
    expect(existsSync(path.join(folder.path, 'x.csv'))).toBe(false);
    const twice = await jieda('import', 'a.csv', 'b.csv', '--bank', 'x', '--mode', 'replace');
    expect(twice).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await jieda('import', path.join(folder.path, 'none.csv'), '--bank', 'x')).toMatchObject({
      exitCode: 2,
    });
  });
});

describe('jieda import --mode replace', () => {
  it('leaves the bank as it is when the file has no question, and says why', async () => {
    await jieda('import', file('full.csv', '问题,答案\n甲,答'), '--bank', 'kept');
    const emptied = await jieda(
      'import',
      file('empty.csv', '问题,答案\n'),
      '--bank',
      'kept',
      '--mode',
      'replace',
    );
    expect(emptied.exitCode).toBe(2);
    expect(emptied.stdout).toContain('文件里没有一行问题');
    expect(emptied.stdout).not.toContain('将删除');
    expect(emptied.stderr).toContain('文件里没有一行可以导入的问题；replace 方式会因此清空题库');
  });
});

describe('jieda import --template', () => {
  it('writes, without a store, a workbook that imports as it is', async () => {
    const out = path.join(folder.path, 'templates/模板.xlsx');
    const unreachable = { MYSQL_URL: 'mysql://nobody@127.0.0.1:1/nothing' };
    const written = await runJieda(['import', '--template', out], unreachable);
    expect(written).toEqual({
      exitCode: 0,
      stdout: `模板已写入 ${out}，填好后用 jieda import 导入\n`,
      stderr: `文件夹 ${path.dirname(out)} 不存在，已新建\n`,
    });
    const imported = await jieda('import', out, '--bank', 'template', '--strict');
    expect(imported.exitCode).toBe(0);
    expect(lastLine(imported.stdout)).toBe('读取 3 = 新增 3 + 更新 0 + 未变 0 + 拒绝 0');
  });

  it('imports nothing beside it, and an import needs a file', async () => {
    const out = path.join(folder.path, 'none.xlsx');
    const both = await jieda('import', sample, '--template', out);
    expect(both).toMatchObject({ exitCode: 2, stderr: '--template 只写出模板，不能同时导入文件\n' });
    expect(existsSync(out)).toBe(false);
    const neither = await jieda('import', '--bank', 'finance');
    expect(neither).toMatchObject({ exitCode: 2, stdout: '' });
    expect(neither.stderr).toContain('请给出要导入的文件');
  });
});

describe('jieda undo', () => {
  it('takes an import back, once, and keeps what was changed since where asked', async () => {
    const undoOf = (text: string) => /jieda undo (\w+)/.exec(text)![1]!;
    const first = await jieda('import', file('u1.csv', '问题,答案\n甲,答\n乙,答'), '--bank', 'undone');
    const second = await jieda('import', file('u2.csv', '问题,答案\n甲,新答'), '--bank', 'undone');
    const refused = await jieda('undo', undoOf(first.stdout));
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr.split('“甲”在导入之后又有改动')).toHaveLength(2);
    const partial = await jieda('undo', undoOf(first.stdout), '--partial');
    expect(partial).toMatchObject({ exitCode: 1, stdout: '已撤销 u1.csv：恢复 1 条，保持现状 1 条\n' });
    expect(await jieda('undo', undoOf(second.stdout))).toMatchObject({
      exitCode: 0,
      stdout: '已撤销 u2.csv：恢复 1 条，保持现状 0 条\n',
    });
    expect(await jieda('undo', undoOf(first.stdout))).toMatchObject({ exitCode: 2 });
  });

  it('has nothing to take back of a strict import with a faulty row', async () => {
    const input = file('strict.csv', '问题,答案\n甲,答\n乙,');
    const strict = await jieda('import', input, '--bank', 'strict', '--strict');
    expect(strict.exitCode).toBe(2);
    expect(strict.stdout).toMatch(/^strict.csv：没有导入\n.*第 3 行/);
    expect(strict.stderr).toContain('有 1 行没有通过检查；严格方式下什么都没有导入');
    expect(strict.stdout).not.toContain('jieda undo');
  });
});

describe('jieda export', () => {
  it('says that it made a folder, and makes none for nothing', async () => {
    const out = path.join(folder.path, 'out/deep/finance.csv');
    const failed = await jieda('export', '--bank', 'missing', '--out', out);
    expect(failed).toMatchObject({ exitCode: 2, stdout: '' });
    expect(existsSync(path.join(folder.path, 'out'))).toBe(false);
    const exported = await jieda('export', '--bank', 'finance', '--out', out);
    expect(exported.stderr).toBe(`文件夹 ${path.dirname(out)} 不存在，已新建\n`);
    const within = await jieda('export', '--bank', 'finance', '--out', path.join(out, 'finance.csv'));
    expect(within).toMatchObject({ exitCode: 2, stdout: '' });
    expect(within.stderr).toContain('路径里有一段是文件，不是文件夹');
  });

  it.each(['xlsx', 'csv', 'ndjson'])('writes .%s that imports as all unchanged', async (extension) => {
    const out = path.join(folder.path, `finance.${extension}`);
    const exported = await jieda('export', '--bank', 'finance', '--out', out);
    expect(exported).toMatchObject({ exitCode: 0, stderr: '' });
    const again = await jieda('import', out, '--bank', 'finance', '--mode', 'replace');
    expect(lastLine(again.stdout)).toBe('读取 532 = 新增 0 + 更新 0 + 未变 532 + 拒绝 0');
  });
});
