import { z } from 'zod';
import { BOOST_LIMIT, EXTRA_LIMITS, QUESTION_LIMITS as LIMITS } from '../../service/limits.ts';
import { QUESTION_STATUSES } from '../../service/ports/question.ts';
import { text, token } from './text.ts';

/** Time with a zone, as `2025-03-01T00:00:00+08:00`. */
const time = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value))
  .nullable();

const wordings = z.array(text(LIMITS.phrasing)).meta({ maxItems: LIMITS.phrasings });

const fields = {
  externalId: text(LIMITS.externalId)
    .nullable()
    .meta({ description: '您自己的编号，在题库内唯一', example: 'CC-017' }),
  question: text(LIMITS.question).meta({ description: '标准问', example: '中国农业银行信用卡如何还款？' }),
  answer: text(LIMITS.answer).meta({ description: '答案' }),
  phrasings: wordings.meta({ description: '相似问：其他问法，答案相同' }),
  negativePhrasings: wordings.meta({ description: '反例：绝不能命中此答案的问法' }),
  category: text(LIMITS.category).nullable().meta({ description: '类目', example: '信用卡' }),
  tags: z.array(text(LIMITS.tag)).meta({ maxItems: LIMITS.tags, description: '标签', example: ['还款'] }),
  status: z.enum(QUESTION_STATUSES).meta({ description: '只有 published 会被搜到' }),
  validFrom: time.meta({ description: '生效时间（含），null 为不限' }),
  validUntil: time.meta({ description: '失效时间（不含），null 为不限' }),
  pinned: z.boolean().meta({ description: '同等匹配时排在前面' }),
  boost: z
    .int()
    .min(-BOOST_LIMIT)
    .max(BOOST_LIMIT)
    .meta({ description: '加权：匹配程度相近时，正数靠前，负数靠后；不影响置信度' }),
  extra: z
    .record(text(EXTRA_LIMITS.name), text(EXTRA_LIMITS.value))
    .meta({ maxProperties: EXTRA_LIMITS.fields, description: '附加字段：您自己的其他信息，不参与搜索' }),
};

/** All fields; what is left out gets its default. */
const whole = {
  question: fields.question,
  answer: fields.answer,
  externalId: fields.externalId.default(null),
  phrasings: fields.phrasings.default([]),
  negativePhrasings: fields.negativePhrasings.default([]),
  category: fields.category.default(null),
  tags: fields.tags.default([]),
  status: fields.status.default('published'),
  validFrom: fields.validFrom.default(null),
  validUntil: fields.validUntil.default(null),
  pinned: fields.pinned.default(false),
  boost: fields.boost.default(0),
  extra: fields.extra.default({}),
};

const changeReason = token(200)
  .nullish()
  .meta({ description: '为什么改，记入历史', example: '更正还款渠道' });

/** A question as an administrator writes it. */
export const questionBody = z.strictObject({ ...whole, changeReason }).meta({ id: 'QuestionBody' });

/** The fields to change; the others stay. */
export const questionPatch = z
  .strictObject(fields)
  .partial()
  .extend({ changeReason })
  .meta({ id: 'QuestionPatch' });

const ignored = z.unknown().optional().meta({ description: '只读，忽略' });

/** One line of a bulk write. Lines of an export may be sent back: what is read-only is ignored. */
export const bulkQuestion = z
  .strictObject({
    ...whole,
    id: ignored,
    bank: ignored,
    version: ignored,
    createdBy: ignored,
    createdAt: ignored,
    updatedBy: ignored,
    updatedAt: ignored,
    changeReason: ignored,
  })
  .meta({ id: 'BulkQuestion' });

/** A question as it is read. */
export const question = z
  .object({
    id: z.string(),
    bank: z.string(),
    externalId: z.string().nullable(),
    question: z.string(),
    answer: z.string(),
    phrasings: z.array(z.string()),
    negativePhrasings: z.array(z.string()),
    category: z.string().nullable(),
    tags: z.array(z.string()),
    status: z.enum(QUESTION_STATUSES),
    validFrom: z.iso.datetime({ offset: true }).nullable(),
    validUntil: z.iso.datetime({ offset: true }).nullable(),
    pinned: z.boolean(),
    boost: z.int(),
    extra: z.record(z.string(), z.string()),
    version: z.int().min(1).meta({ description: '从 1 起，每次改动加一；也是 ETag' }),
    createdBy: z.string(),
    createdAt: z.iso.datetime({ offset: true }),
    updatedBy: z.string(),
    updatedAt: z.iso.datetime({ offset: true }),
    changeReason: z.string().nullable(),
  })
  .meta({ id: 'Question' });

export const exampleQuestion = {
  id: '01JQ3Z7T5X0000000000000001',
  bank: 'finance',
  externalId: 'CC-017',
  question: '中国农业银行信用卡如何还款？',
  answer: '可通过农业银行掌上银行、网上银行、自动还款、柜台或自助设备还款。',
  phrasings: ['农行信用卡怎么还'],
  negativePhrasings: [],
  category: '信用卡',
  tags: ['还款'],
  status: 'published',
  validFrom: null,
  validUntil: null,
  pinned: false,
  boost: 0,
  extra: { 负责人: '王芳' },
  version: 3,
  createdBy: 'cli:admin',
  createdAt: '2025-03-01T02:00:00.000Z',
  updatedBy: 'key:editor',
  updatedAt: '2025-03-02T02:00:00.000Z',
  changeReason: '更正还款渠道',
};
