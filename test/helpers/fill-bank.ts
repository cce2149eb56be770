import { openCommandServices } from '../../src/compose.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Caller } from '../../src/service/caller.ts';
import type { BankSettings } from '../../src/service/ports/bank-store.ts';
import type { QuestionContent } from '../../src/service/ports/question.ts';
import { NEW_QUESTION_DEFAULTS } from '../../src/service/question-content.ts';

const owner: Caller = { name: 'test', role: 'owner', banks: null };

/** Writes a new bank with these questions into the store that `environment` names. */
export async function fillBank(
  environment: Record<string, string>,
  bank: string,
  questions: readonly (Pick<QuestionContent, 'question' | 'answer'> & Partial<QuestionContent>)[],
  settings: Partial<BankSettings> = {},
): Promise<void> {
  const { config } = loadConfig(environment, () => '');
  const { value: services, close } = await openCommandServices(config, false);
  try {
    await services.administration.createBank(bank, settings, owner);
    for (const question of questions) {
      const content = { ...NEW_QUESTION_DEFAULTS, ...question };
      await services.administration.createQuestion(bank, content, null, owner);
    }
  } finally {
    await close();
  }
}
