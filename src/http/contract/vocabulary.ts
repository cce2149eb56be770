import { z } from 'zod';
import { VOCABULARY_LIMITS } from '../../service/limits.ts';
import { defineOperation } from './operation.ts';
import { bankPath } from './parameters.ts';
import { text } from './text.ts';

const wordsBody = z.strictObject({
  words: z.array(text(VOCABULARY_LIMITS.word)).meta({
    maxItems: VOCABULARY_LIMITS.words,
    description: '分词时不可切开的词',
    example: ['国债逆回购', '农行'],
  }),
});
const synonymsBody = z.strictObject({
  synonyms: z.array(z.string()).meta({
    maxItems: VOCABULARY_LIMITS.synonymGroups,
    description: '每项一组：a = b = c（互换）或 a => b（单向）',
    example: ['农行 = 农业银行 = 中国农业银行'],
  }),
});
const words = wordsBody.meta({ id: 'Dictionary' });
const synonyms = synonymsBody.meta({ id: 'Synonyms' });

const common = { tag: '词典与同义词', access: 'key', params: bankPath, errors: ['bank_not_found'] } as const;
const wordsExample = { words: ['国债逆回购', '农行'] };
const synonymsExample = { synonyms: ['农行 = 农业银行 = 中国农业银行'] };
const wordsAnswer = { mediaType: 'application/json', schema: words, example: wordsExample } as const;
const synonymsAnswer = { mediaType: 'application/json', schema: synonyms, example: synonymsExample } as const;

export const readDictionary = defineOperation({
  ...common,
  id: 'readDictionary',
  method: 'get',
  path: '/api/v1/banks/{bank}/dictionary',
  summary: '查看题库自己的词典',
  success: { status: 200, description: '词典', headers: ['etag'], ...wordsAnswer },
});

export const replaceDictionary = defineOperation({
  ...common,
  id: 'replaceDictionary',
  method: 'put',
  path: '/api/v1/banks/{bank}/dictionary',
  summary: '替换题库自己的词典',
  description: '立即生效，叠加在公共词典之上。',
  body: words,
  bodyExample: wordsExample,
  success: { status: 200, description: '替换后的词典', ...wordsAnswer },
});

export const readSynonyms = defineOperation({
  ...common,
  id: 'readSynonyms',
  method: 'get',
  path: '/api/v1/banks/{bank}/synonyms',
  summary: '查看题库自己的同义词',
  success: { status: 200, description: '同义词', headers: ['etag'], ...synonymsAnswer },
});

export const replaceSynonyms = defineOperation({
  ...common,
  id: 'replaceSynonyms',
  method: 'put',
  path: '/api/v1/banks/{bank}/synonyms',
  summary: '替换题库自己的同义词',
  description: '立即生效，叠加在公共同义词之上。',
  body: synonyms,
  bodyExample: synonymsExample,
  success: { status: 200, description: '替换后的同义词', ...synonymsAnswer },
});
