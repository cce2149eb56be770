import type { Analyzer } from '../../src/engine/index.ts';
import { bigramKey, characterKey, wordKey } from '../../src/engine/ranking/text-tokens.ts';

/** A token of the embedding with its spelling, which training needs and the model does not. */
export interface Token {
  readonly key: number;
  readonly text: string;
  readonly kind: 'character' | 'bigram' | 'word';
}

/** Tokens of a sentence, in the order of `tokenKeys`, repeats included. */
export function tokensOf(sentence: string, analyzer: Analyzer): Token[] {
  const { core, words } = analyzer.analyze(sentence);
  // By code unit, as `tokenKeys` does.
  const tokens = Array.from({ length: core.length }, (_, i) => characterToken(core[i]!));
  for (let i = 1; i < core.length; i++) {
    tokens.push({
      key: bigramKey(core.charCodeAt(i - 1), core.charCodeAt(i)),
      text: core.slice(i - 1, i + 1),
      kind: 'bigram',
    });
  }
  for (const { text } of words) tokens.push(wordToken(text));
  return tokens;
}

function characterToken(text: string): Token {
  return { key: characterKey(text.charCodeAt(0)), text, kind: 'character' };
}

export function wordToken(text: string): Token {
  return { key: wordKey(text, 0, text.length), text, kind: 'word' };
}
