import { BOOST_LIMIT, QUESTION_LIMITS } from '../limits.ts';
import { choicesSheets, columnsWithChoices } from './choices.ts';
import { COLUMNS, type Field } from './columns.ts';
import type { TableWriter, TargetSheet } from './table-writer.ts';

/** Rows that an import takes as they are. */
const EXAMPLES: readonly Partial<Record<Field, string>>[] = [
  {
    ...{ externalId: 'XYK-001', category: '信用卡', question: '信用卡如何还款？' },
    answer: '可以通过手机银行、绑定的储蓄卡自动扣款或到柜台还款。\n还款日前一天到账最稳妥。',
    phrasings: '信用卡怎么还\n信用卡还钱的方法\n怎样还信用卡',
    ...{
      negativePhrasings: '信用卡如何提前还清分期',
      tags: '还款；账单',
      status: '已发布',
      pinned: '是',
      boost: '2',
    },
  },
  {
    ...{ externalId: 'XYK-002', category: '信用卡', question: '信用卡年费是多少？' },
    answer: '普卡每年 100 元，一年内刷卡满 6 次免次年年费。',
    ...{ phrasings: '年费多少钱', status: '已发布', pinned: '否' },
  },
  {
    ...{ externalId: 'CK-001', category: '存款', question: '春节期间网点营业吗？' },
    answer: '除夕至初三休息，初四起正常营业。手机银行 24 小时可用。',
    ...{ status: '草稿', validFrom: '2026-02-01', validUntil: '2026-03-01 00:00' },
  },
];

const MEANINGS: Readonly<Record<Field, string>> = {
  externalId:
    '您自己的编号，同一题库内不能重复。有编号时按编号更新，没有时按问题更新。按文本保存，000001 不会变成 1',
  category: '可从下拉列表选择，也可填写新的分类',
  question: '必填。访客最可能的问法，同一题库内不能重复',
  answer: '必填。可以换行；网址请以 https 开头',
  phrasings:
    '同一答案的其他问法。一个单元格里每行一个，也可用“；”“|”或“##”分隔，或增加列“相似问1”“相似问2”……',
  negativePhrasings: '绝不能得到这个答案的问法，写法同相似问',
  tags: '用“；”“、”“，”或空格分隔',
  status: '已发布（能被查到）、草稿或已归档；不填为已发布',
  validFrom: '如 2026-01-31 或 2026-01-31 09:30，北京时间；不填为立即生效',
  validUntil: '到这一刻起不再生效；不填为长期有效',
  pinned: '是或否；置顶的问题在同样合适时排在前面',
  boost: '整数；几条问题差不多合适时，数大的靠前，负数靠后；不填为 0',
};

const LIMITS: Partial<Readonly<Record<Field, string>>> = {
  externalId: `${QUESTION_LIMITS.externalId} 字`,
  category: `${QUESTION_LIMITS.category} 字`,
  question: `${QUESTION_LIMITS.question} 字`,
  answer: `${QUESTION_LIMITS.answer} 字`,
  phrasings: `${QUESTION_LIMITS.phrasings} 条，每条 ${QUESTION_LIMITS.phrasing} 字`,
  negativePhrasings: `${QUESTION_LIMITS.phrasings} 条，每条 ${QUESTION_LIMITS.phrasing} 字`,
  tags: `${QUESTION_LIMITS.tags} 个，每个 ${QUESTION_LIMITS.tag} 字`,
  boost: `−${BOOST_LIMIT} 到 ${BOOST_LIMIT}`,
};

/** A workbook to fill in: examples that import as they are, lists to choose from, and a sheet that explains. */
export function writeTemplate(writer: Pick<TableWriter, 'writeWorkbook'>): AsyncIterable<Uint8Array> {
  const categories = [...new Set(EXAMPLES.flatMap(({ category }) => category ?? []))];
  const rows = EXAMPLES.map((example) => COLUMNS.map(({ field }) => example[field] ?? ''));
  const bank = { name: '题库', columns: columnsWithChoices(categories), rows };
  return writer.writeWorkbook([bank, explanation(), ...choicesSheets(categories)]);
}

function explanation(): TargetSheet {
  return {
    name: '说明',
    columns: [
      { title: '列', width: 14 },
      { title: '填写说明', width: 80 },
      { title: '最多', width: 26 },
    ],
    rows: [
      ...COLUMNS.map(({ field, title }) => [title, MEANINGS[field], LIMITS[field] ?? '']),
      ['示例', '“题库”表里的三行是示例，导入前请删去或改写', ''],
      [
        '增减列',
        '除“问题”和“答案”外，其他列都可以删去；列的次序随意。文件里没有的列，导入时不会改动。表头认不出的列不导入，除非选择作为附加字段保留',
        '',
      ],
      [
        '多张表',
        '可以有多张表；没有“分类”列时，表名就是分类（Sheet1 这样的默认表名除外）。名为“说明”的表不会被导入',
        '',
      ],
    ],
  };
}
