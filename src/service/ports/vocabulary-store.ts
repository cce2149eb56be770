import type { Audit } from './question.ts';

/** A bank's own words and synonyms, and what it has learned from itself, over the shared base. */
export interface BankVocabulary {
  /** Words that segmentation must keep whole. */
  words: readonly string[];
  /** Groups in the notation of data/synonyms.txt: `a = b = c` (two-way) or `a => b` (one-way). */
  synonyms: readonly string[];
  /** An encoded adaptation of the ranking model; null or absent: none. */
  adaptation?: string | null;
}

export interface VocabularyStore {
  readVocabulary(bank: string): Promise<BankVocabulary>;
  /** Replaces the list; bank version grows by one, unless the list is the same. @returns it @throws AppError `bank_not_found` */
  replaceWords(bank: string, words: readonly string[], audit: Audit): Promise<number>;
  replaceSynonyms(bank: string, synonyms: readonly string[], audit: Audit): Promise<number>;
}
