import { createAdaptation } from './adaptation/create-adaptation.ts';
import { createAdministration } from './administration/create-administration.ts';
import { createAnswering, type AnsweringOptions } from './answering/create-answering.ts';
import { createReadiness, type ReadinessDependencies } from './create-readiness.ts';
import { createGoldenQuestions } from './golden/create-golden-questions.ts';
import type { IndexKeeper } from './index-keeper/index-keeper.ts';
import { createKeys } from './keys/create-keys.ts';
import type { Cache } from './ports/cache.ts';
import type { SearchEngine } from './search-engine.ts';
import { createTransfer, type TransferDependencies } from './transfer/create-transfer.ts';
import type { Services } from './use-cases/services.ts';

/** Everything that the use cases stand on. */
export interface ServiceParts extends TransferDependencies {
  keeper: IndexKeeper;
  engine: TransferDependencies['engine'] & Pick<SearchEngine, 'modelVersion'>;
  /** For results; null: none are kept. */
  cache: Cache | null;
  /** For what was asked lately. */
  recentAsks: Cache;
  segmenter: ReadinessDependencies['segmenter'];
  ranking: ReadinessDependencies['ranking'];
  watch?: ReadinessDependencies['watch'];
}

/** All use cases over the same parts. */
export function createServices(parts: ServiceParts, options: AnsweringOptions): Services {
  return {
    answering: createAnswering(parts, options),
    administration: createAdministration(parts),
    adaptation: createAdaptation(parts),
    golden: createGoldenQuestions(parts),
    transfer: createTransfer(parts),
    keys: createKeys(parts),
    readiness: createReadiness({ ...parts, cache: parts.cache ?? parts.recentAsks }),
  };
}
