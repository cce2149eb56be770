import { writeFileSync } from 'node:fs';
import { termsOf } from '../../../src/engine/index/terms.ts';
import { analyzerFor } from '../../helpers/engine.ts';
import { readTexts } from '../load.ts';

/** Words as jieba's search mode cuts them, or pairs of neighbouring characters. */
export type Stream = 'words' | 'bigrams';

const analyzer = analyzerFor();
const BEGINS: Readonly<Record<Stream, string>> = { words: 'w', bigrams: 'b' };

/** The keys of a text's terms in Jieda's index, repeats included. */
export function termKeys(text: string, stream: Stream): string[] {
  const analyzed = analyzer.analyze(text);
  const terms = termsOf(analyzed, stream === 'words' ? 'words' : 'characters', analyzer.pinyin);
  return terms.filter((term) => term.startsWith(BEGINS[stream]));
}

/** Writes the terms of every text of `file` into `to`: one text a line, terms divided by spaces. */
export function writeTokens(file: string, to: string, stream: Stream): void {
  const lines = readTexts(file).map((text) =>
    termKeys(text, stream)
      .map((term) => term.slice(1).replaceAll(/\s/g, ''))
      .join(' '),
  );
  writeFileSync(to, `${lines.join('\n')}\n`);
}
