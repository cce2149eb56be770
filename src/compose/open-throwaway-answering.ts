import { CommandError } from '../cli/command-error.ts';
import type { Config } from '../config/config.ts';
import type { QuestionDocument } from '../engine/index.ts';
import { defaultSettings } from '../service/administration/bank-settings.ts';
import { createAnswering } from '../service/answering/create-answering.ts';
import { createFixedIndexKeeper } from '../service/index-keeper/fixed-index-keeper.ts';
import type { QuestionAnswering } from '../service/use-cases/question-answering.ts';
import { openEngine, openMemoryCache } from './open-adapters.ts';
import { systemClock as clock } from './system-clock.ts';

/**
 * Searches over these documents alone, as the service searches a new bank of this name.
 * @param modelFile in place of the ranking model of the product
 * @throws CommandError when it is given and cannot be read
 */
export async function openThrowawayAnswering(
  config: Config,
  name: string,
  documents: readonly QuestionDocument[],
  modelFile?: string,
): Promise<QuestionAnswering> {
  const { engine, ranking } = await openEngine(config, { modelFile });
  if (modelFile !== undefined && ranking.fallbackReason !== null)
    throw new CommandError(`排序模型 ${modelFile} 读不出来：${ranking.fallbackReason}`);
  const [at, by] = [clock.now(), 'jieda'];
  const bank = {
    ...defaultSettings(name),
    ...{ name, version: 1 },
    ...{ createdAt: at, createdBy: by, updatedAt: at, updatedBy: by },
  };
  const vocabulary = { words: [], synonyms: [] };
  const index = await engine.buildIndex([documents], vocabulary);
  const keeper = createFixedIndexKeeper([{ bank, vocabulary, index, mark: null, fromSnapshot: false }]);
  const store = { recordFeedback: () => Promise.resolve() };
  return createAnswering({ keeper, cache: null, recentAsks: await openMemoryCache(), store, clock });
}
