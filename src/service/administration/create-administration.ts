import { demandAccess } from '../access.ts';
import type { BankAdministration } from '../use-cases/bank-administration.ts';
import { createBankManagement, requireBank } from './manage-banks.ts';
import { createQuestionManagement } from './manage-questions.ts';
import { createVocabularyManagement } from './manage-vocabulary.ts';
import type { AdministrationDependencies } from './write-context.ts';

export type { AdministrationDependencies } from './write-context.ts';

/** What administrators do with banks, over the store; each write is announced and waited for. */
export function createAdministration(dependencies: AdministrationDependencies): BankAdministration {
  return {
    ...createBankManagement(dependencies),
    ...createQuestionManagement(dependencies),
    ...createVocabularyManagement(dependencies),

    async listHistory(bank, filter, page, caller) {
      demandAccess(caller, 'read', bank);
      await requireBank(dependencies, bank);
      return dependencies.store.listHistory(bank, filter, page);
    },
  };
}
