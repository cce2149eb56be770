import { demandAccess } from '../access.ts';
import type { BankAdministration } from '../use-cases/bank-administration.ts';
import { requireBank } from './manage-banks.ts';
import { checkSynonyms } from './synonyms.ts';
import { checkWords } from './words.ts';
import { auditOf, publish, type AdministrationDependencies } from './write-context.ts';

export type VocabularyManagement = Pick<
  BankAdministration,
  'readVocabulary' | 'replaceWords' | 'replaceSynonyms'
>;

/** The use cases of a bank's own words and synonyms. */
export function createVocabularyManagement(dependencies: AdministrationDependencies): VocabularyManagement {
  const { store, clock } = dependencies;
  return {
    async readVocabulary(bank, caller) {
      demandAccess(caller, 'read', bank);
      await requireBank(dependencies, bank);
      return store.readVocabulary(bank);
    },

    async replaceWords(bank, words, caller) {
      demandAccess(caller, 'write', bank);
      const version = await store.replaceWords(bank, checkWords(words), auditOf(caller, clock, null));
      await publish(dependencies, bank, version);
      return store.readVocabulary(bank);
    },

    async replaceSynonyms(bank, synonyms, caller) {
      demandAccess(caller, 'write', bank);
      const version = await store.replaceSynonyms(
        bank,
        checkSynonyms(synonyms),
        auditOf(caller, clock, null),
      );
      await publish(dependencies, bank, version);
      return store.readVocabulary(bank);
    },
  };
}
