import type { BankAdministration } from '../../service/use-cases/bank-administration.ts';
import { readDictionary, readSynonyms, replaceDictionary, replaceSynonyms } from '../contract/vocabulary.ts';
import { jsonReply } from '../reply.ts';
import { route, type Route } from '../route.ts';

/** The routes for a bank's own words and synonyms. */
export function vocabularyRoutes(administration: BankAdministration): Route[] {
  return [
    route(readDictionary, async ({ params, caller }) => {
      const { words } = await administration.readVocabulary(params.bank, caller);
      return jsonReply({ words });
    }),

    route(replaceDictionary, async ({ params, body, caller }) => {
      const { words } = await administration.replaceWords(params.bank, body.words, caller);
      return jsonReply({ words });
    }),

    route(readSynonyms, async ({ params, caller }) => {
      const { synonyms } = await administration.readVocabulary(params.bank, caller);
      return jsonReply({ synonyms });
    }),

    route(replaceSynonyms, async ({ params, body, caller }) => {
      const { synonyms } = await administration.replaceSynonyms(params.bank, body.synonyms, caller);
      return jsonReply({ synonyms });
    }),
  ];
}
