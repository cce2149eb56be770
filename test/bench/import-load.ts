import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { tableWriter } from '../../src/importer/index.ts';
import { readTexts, writeLoad } from './load.ts';

const TITLES = ['编号', '分类', '问题', '答案', '相似问', '标签', '状态', '生效时间'];

/**
 * Writes one bank of `size` questions with a phrasing each, no wording twice, as .xlsx and as .csv into `folder`.
 * Texts are splices of the sample bank's, answers are four of them.
 * @returns the files, and the question of the last row
 */
export async function writeImportLoad(
  folder: string,
  size: number,
): Promise<{ xlsx: string; csv: string; lastQuestion: string }> {
  const { bank } = await writeLoad(folder, 2 * size, undefined);
  const wordings = distinct(readTexts(bank));
  const columns = TITLES.map((title) => ({ title, width: 20 }));
  const sheet = () => ({ name: '题库', columns, rows: rowsOf(wordings, size) });
  const [xlsx, csv] = [path.join(folder, 'bank.xlsx'), path.join(folder, 'bank.csv')];
  await pipeline(tableWriter.writeWorkbook([sheet()]), createWriteStream(xlsx));
  await pipeline(tableWriter.writeCsv(sheet()), createWriteStream(csv));
  return { xlsx, csv, lastQuestion: wordings[size - 1]! };
}

function distinct(texts: readonly string[]): string[] {
  const met = new Set<string>();
  return texts.map((text, index) => {
    const own = met.has(text) ? `${text}${index}` : text;
    met.add(own);
    return own;
  });
}

function* rowsOf(wordings: readonly string[], size: number): Generator<string[]> {
  for (let index = 0; index < size; index++) {
    const answer = [1, 2, 3, 4]
      .map((step) => wordings[(index * 7 + step * 131) % wordings.length]!)
      .join('，');
    yield [
      ...[`Q${index}`, `类别${index % 40}`, wordings[index]!, `${answer}。`],
      ...[wordings[size + index]!, `标签${index % 100}`, '已发布', '2026-01-02'],
    ];
  }
}
