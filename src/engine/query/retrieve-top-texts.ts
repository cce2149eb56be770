import { retrieveByBlocks } from './block-max.ts';
import { retrieveByScan } from './scan.ts';
import type { TextSearch } from './text-search.ts';
import type { TopK } from './top-k.ts';

/** Up to so many texts their scores fit the nearest cache, and pruning costs more than it saves. */
const SMALL = 16_384;

/** Offers to `best` exactly the texts that an exhaustive scan would keep, ties included. */
export function retrieveTopTexts(search: TextSearch, best: TopK): void {
  if (search.postings.textCount <= SMALL) retrieveByScan(search, best);
  else retrieveByBlocks(search, best);
}
