import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mustRunJieda, runJieda } from '../helpers/jieda-command.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

// 1. A bank whose askers have words of their own learns them from its phrasings, on questions it was not shown.
// 2. What was learned acts on what users ask, and can be taken back.
// 3. Golden questions are checked, hits and misses told, and learned from as confirmed pairs are.
// 4. A bank with too little to learn from, and a pairs file that is none, are told so.

vi.setConfig({ testTimeout: 400_000 });

const folder = temporaryFolder('adapt');
const environment = { JIEDA_DATA_DIR: path.join(folder.path, 'data'), JIEDA_DEFAULT_BANK: 'cards' };
const CARDS =
  '青云 白鹭 红枫 金穗 银杏 黑曜 紫藤 橙光 蓝鲸 绿洲 星河 朝霞 晚风 春雨 秋水 冬雪 夏荷 飞鸟 游鱼 奔马'.split(
    ' ',
  );
/** What askers say for what the bank says. */
const JARGON = { 还款: '回血', 提额: '加码' };

const bankOf = (cards: readonly string[]): string =>
  cards
    .flatMap((card) =>
      Object.entries(JARGON).map(([word, jargon]) => ({
        ...{
          externalId: `${card}-${word}`,
          question: `${card}卡如何${word}？`,
          answer: `${card}卡${word}的办法。`,
        },
        phrasings: [`${card}卡咋${jargon}`],
      })),
    )
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');

const fileWith = (name: string, text: string): string => {
  const file = path.join(folder.path, name);
  writeFileSync(file, text);
  return file;
};

beforeAll(() =>
  mustRunJieda(['import', fileWith('cards.ndjson', bankOf(CARDS)), '--bank', 'cards'], environment),
);
afterAll(() => {
  folder.remove();
});

const ask = (): Promise<string> =>
  mustRunJieda(['ask', '青云卡想回血怎么弄', '--bank', 'cards', '--explain'], environment);

describe('jieda adapt', () => {
  it('learns the words of a bank and can forget them', async () => {
    const adapted = await mustRunJieda(['adapt'], environment);
    const [, before, after] = /第一\s+([\d.]+) %\s+([\d.]+) %/.exec(adapted)!.map(Number);
    expect(after).toBeGreaterThan(before! + 10);
    expect(adapted).toContain('80 条问法');
    expect(adapted).toContain('有提高，已启用');
    expect(await ask()).toContain('adaptation');

    const undone = await mustRunJieda(['adapt', '--undo'], environment);
    expect(undone).toContain('已撤销');
    expect(await ask()).not.toContain('adaptation');
    const again = await runJieda(['adapt', '--undo'], environment);
    expect(again).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('没有可撤销的学习结果') as string,
    });
  });

  it('learns from confirmed pairs, by external id', async () => {
    const pairs = CARDS.map((card) => `${card}卡要加码\t${card}-提额\n`).join('');
    const adapted = await mustRunJieda(['adapt', '--pairs', fileWith('pairs.tsv', pairs)], environment);
    expect(adapted).toContain('100 条问法，其中 20 条来自用户');
  });

  it('checks golden questions, and learns from them', async () => {
    const golden = [`青云卡如何还款\t青云-还款`, `白鹭卡如何还款\t红枫-还款`, `白鹭卡咋回血\t没有的`].map(
      (line) => `${line}\n`,
    );
    const written = ['golden', '--set', fileWith('golden.tsv', golden.join(''))];
    const shown = await mustRunJieda(written, environment);
    expect(shown).toContain('3 条验收问题：1 条的正确问题排在第一（33.3 %），其中 1 条会直接回答');
    expect(shown).toMatch(/白鹭卡如何还款\s+红枫-还款\s+\S+\s+白鹭卡如何还款？（0\.99）/);
    expect(shown).toMatch(/白鹭卡咋回血\s+没有的\s+题库里没有/);

    const report = JSON.parse(await mustRunJieda(['golden', '--json'], environment)) as object;
    expect(report).toMatchObject({ bank: 'cards', total: 3, hits: 1, misses: [{}, { reason: 'absent' }] });
    expect(await mustRunJieda(['adapt'], environment)).toContain('82 条问法，其中 2 条来自用户');

    const faulty = await runJieda(['golden', '--set', fileWith('bad.tsv', '？？\tX\n')], environment);
    expect(faulty).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('第 1 条') as string });
  });

  it('says what is missing', async () => {
    await mustRunJieda(
      ['import', fileWith('few.ndjson', bankOf(CARDS.slice(0, 2))), '--bank', 'few'],
      environment,
    );
    expect(await runJieda(['adapt', '--bank', 'few'], environment)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('至少要 50 条，现有 8 条') as string,
    });
    const file = fileWith('broken.tsv', '没有制表符\n');
    expect(await runJieda(['adapt', '--pairs', file], environment)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('第 1 行') as string,
    });
  });
});
