import fc from 'fast-check';
import { BOOST_LIMIT } from '../../../src/service/limits.ts';
import type { QuestionContent } from '../../../src/service/ports/question.ts';
import { checkQuestionContent } from '../../../src/service/question-content.ts';
import { visibleText } from '../../../src/service/visible-text.ts';
import { searchEngine } from '../../helpers/engine.ts';

const identityOf = (text: string) => searchEngine.normalizeForIdentity(text);

/** What spreadsheets and text files like to change. */
const awkward = fc.constantFrom(
  '=1+1',
  '+2',
  '-3',
  '@四',
  "'=五",
  '"六"',
  '七\n八',
  'a；b;c|d##e',
  '_x0041_',
  '<&>',
  '　全角 ',
  '\u00a0',
  '\u200b',
  '𠮷😀',
  "'",
  ',',
  '#REF',
  '\t',
);
const text = fc
  .array(fc.oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 4 })
  .map((parts) => parts.join(''));
/** Names of few kinds, so that some look alike or are alike but for what nobody sees. */
const name = fc.oneof(
  text,
  fc.constantFrom('甲', '甲\u200b', ' 甲', '甲 乙', '甲\u00a0乙', 'Q', 'q', '问题', '备注'),
);
const time = fc.option(
  fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
);

const contents: fc.Arbitrary<QuestionContent> = fc
  .record({
    externalId: fc.option(name),
    question: text,
    answer: text,
    phrasings: fc.array(text, { maxLength: 4 }),
    negativePhrasings: fc.array(text, { maxLength: 2 }),
    category: fc.option(name),
    tags: fc.array(name, { maxLength: 3 }),
    status: fc.constantFrom('published', 'draft', 'archived'),
    validFrom: time,
    validUntil: fc.constant(null),
    pinned: fc.boolean(),
    boost: fc.integer({ min: -BOOST_LIMIT, max: BOOST_LIMIT }),
    extra: fc.dictionary(fc.oneof(name, fc.constantFrom('extra.a', 'extra.甲')), text, {
      ...{ maxKeys: 3, noNullPrototype: true },
    }),
  })
  .filter((content) =>
    [content, visible(content)].every((each) => checkQuestionContent(each, identityOf).faults.length === 0),
  );

/** As people see it. */
function visible(content: QuestionContent): QuestionContent {
  const entries = Object.entries(content).map(([field, value]: [string, unknown]) => {
    if (typeof value === 'string') return [field, visibleText(value)];
    if (field === 'extra') {
      const extra = Object.entries(content.extra).map((entry) => entry.map(visibleText));
      return [field, Object.fromEntries(extra) as unknown];
    }
    return [field, Array.isArray(value) ? value.map((entry) => visibleText(String(entry))) : value];
  });
  return Object.fromEntries(entries) as QuestionContent;
}

/** Content as the administration would write it, with its key. */
export function checked(content: QuestionContent) {
  const { content: clean, questionKey } = checkQuestionContent(content, identityOf);
  return { content: clean, questionKey };
}

/** Contents that one bank may hold together. */
export const contentLists = fc.array(contents, { maxLength: 12 }).map((list) =>
  distinct(
    distinct(list, (each) => checked(each).questionKey),
    (each) => checked(each).content.externalId,
  ),
);

function distinct(
  list: QuestionContent[],
  keyOf: (content: QuestionContent) => string | null,
): QuestionContent[] {
  const keys = list.map(keyOf);
  return list.filter((_, index) => keys[index] === null || keys.indexOf(keys[index]!) === index);
}
