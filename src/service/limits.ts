// What people may send, measured in characters (code points) of a cleaned text and in entries of a list.

/** Of what is asked, searched for or typed. */
export const QUERY_LIMIT = 200;

export const QUESTION_LIMITS = {
  question: 200,
  answer: 10_000,
  phrasings: 100,
  phrasing: 200,
  tags: 20,
  tag: 32,
  category: 64,
  externalId: 64,
} as const;

/** A boost lies between this number below zero and this number above. */
export const BOOST_LIMIT = 5;

/** Of the extra fields of one question: how many, and of each its name and value. */
export const EXTRA_LIMITS = { fields: 50, name: 64, value: 2000 } as const;

/** Names of extra fields that a bank exported as a table may have; such a table can be imported again. */
export const EXPORTED_EXTRA_LIMIT = 240;

export const BANK_LIMITS = { title: 64, fallback: 1000 } as const;

export const VOCABULARY_LIMITS = {
  words: 10_000,
  word: 32,
  synonymGroups: 20_000,
  synonymTerm: 32,
  synonymMembers: 50,
} as const;

/** Golden questions of a bank, and the length of an id or external id that they name. */
export const GOLDEN_LIMITS = { golden: 10_000, question: 64 } as const;

export const KEY_NAME_LIMIT = 64;

/** In UTF-16 code units, as ids are ASCII. */
export const QUERY_ID_LIMIT = 64;
