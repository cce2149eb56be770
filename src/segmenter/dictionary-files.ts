import { createRequire } from 'node:module';
import path from 'node:path';

/** The general jieba dictionary, `word frequency tag` a line, that both implementations load. */
export function generalDictionaryFile(): string {
  const require = createRequire(import.meta.url);
  return path.join(path.dirname(require.resolve('@node-rs/jieba')), 'dict.txt');
}
