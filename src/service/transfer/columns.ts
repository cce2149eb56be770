import type { QuestionContent } from '../ports/question.ts';
import type { TargetColumn } from './table-writer.ts';

export type Field = keyof QuestionContent;

/** A column of bank files. */
export interface Column extends TargetColumn {
  field: Field;
  /** Other header texts that mean it, beside its title and the name of its field. */
  aliases: readonly string[];
  /** Whether there may be several, such as 相似问1, 相似问2. */
  numbered: boolean;
}

/** All columns, in the order of exports. */
export const COLUMNS: readonly Column[] = [
  column('externalId', '编号', 14, '外部编号 问题编号 唯一编号 id 外部id docid'),
  column('category', '分类', 16, '类别 类目 问题分类 问题类别 所属分类 目录 class categories'),
  column(
    'question',
    '问题',
    40,
    '问 标准问 标准问题 标准问法 标准提问 主问题 问题标题 标题 提问 q title query standardquestion',
  ),
  column('answer', '答案', 80, '答 回复 回答 标准答案 标准回复 答复 回复内容 答案内容 a reply response'),
  numbered(
    'phrasings',
    '相似问',
    50,
    '相似问法 相似问题 相似提问 相似说法 相似句 扩展问 扩展问法 扩展问题 别名 其他问法 同义问 同义问法 ' +
      'phrasing similar similarquestion similarquestions alias aliases alternate alternates variant variants',
  ),
  numbered(
    'negativePhrasings',
    '反例问法',
    40,
    '反例 反例问 反例问题 负例 负例问 排除问法 反向问法 negative negatives negativephrasing ' +
      'negativequestion negativequestions',
  ),
  column('tags', '标签', 24, '关键词标签 tag labels label'),
  column('status', '状态', 10, '发布状态 问题状态 state'),
  column(
    'validFrom',
    '生效时间',
    20,
    '生效日期 开始时间 开始日期 有效期起 effectivefrom starttime startdate',
  ),
  column(
    'validUntil',
    '失效时间',
    20,
    '失效日期 结束时间 结束日期 过期时间 有效期止 effectiveuntil expiresat endtime enddate',
  ),
  column('pinned', '置顶', 8, '是否置顶 pin top'),
];

const FIELD_OF_KEY = new Map(
  COLUMNS.flatMap(({ field, title, aliases }) =>
    [field, title, ...aliases].map((alias) => [headerKey(alias), field] as const),
  ),
);
const NUMBERED = new Set(COLUMNS.filter((entry) => entry.numbered).map((entry) => entry.field));

/** The field that a header cell names; null: none. `*相似问法 2（选填）` → `phrasings` */
export function fieldOfHeader(text: string): Field | null {
  const key = headerKey(text);
  const exact = FIELD_OF_KEY.get(key);
  if (exact !== undefined) return exact;
  const counted = FIELD_OF_KEY.get(key.replace(/[0-9一二三四五六七八九十]+$/, ''));
  return counted !== undefined && NUMBERED.has(counted) ? counted : null;
}

/** The header that exports give the field. */
export function titleOf(field: Field): string {
  return COLUMNS.find((entry) => entry.field === field)!.title;
}

/** Letters and digits alone, without remarks in brackets. */
function headerKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function column(field: Field, title: string, width: number, aliases: string): Column {
  return { field, title, width, aliases: aliases.split(' '), numbered: false };
}

function numbered(field: Field, title: string, width: number, aliases: string): Column {
  return { ...column(field, title, width, aliases), numbered: true };
}
