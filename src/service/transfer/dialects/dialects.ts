import { chatopera } from './chatopera.ts';
import type { Dialect } from './dialect.ts';
import { fastGpt } from './fast-gpt.ts';
import { maxKb } from './max-kb.ts';
import { qnaMaker } from './qna-maker.ts';
import { weKnora } from './we-knora.ts';

const DIALECTS: readonly Dialect[] = [qnaMaker, weKnora, fastGpt, maxKb, chatopera];

/** The dialect of a header; null: none, or that of no other product. @param keys as `headerKey` gives them */
export function dialectOf(keys: readonly string[]): Dialect | null {
  return DIALECTS.find(({ marks }) => marks.every((mark) => keys.includes(mark))) ?? null;
}
