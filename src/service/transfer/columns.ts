import type { QuestionContent } from '../ports/question.ts';
import type { TargetColumn } from './table-writer.ts';

/** What has a column of its own. */
export type Field = Exclude<keyof QuestionContent, 'extra'>;

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
  column('externalId', '编号', 14, '外部编号 问题编号 唯一编号 id 外部id 編號 外部編號'),
  column(
    'category',
    '分类',
    16,
    '类别 类目 问题分类 问题类别 所属分类 目录 class categories 分類 類別 問題分類',
  ),
  column(
    'question',
    '问题',
    40,
    '标准问 标准问题 标准问法 标准提问 主问题 问题标题 常见问题 用户问题 问句 问 提问 標準問 標準問題 問題 q ' +
      'standardquestion query title 标题 標題',
  ),
  column(
    'answer',
    '答案',
    80,
    '标准答案 标准回复 回复 回答 答复 回复内容 答案内容 回答内容 解答 应答 话术 答 標準答案 回覆 回覆內容 a reply ' +
      'response',
  ),
  numbered(
    'phrasings',
    '相似问',
    50,
    '相似问法 相似问题 相似提问 相似说法 相似句 扩展问 扩展问法 扩展问题 别名 其他问法 同义问 同义问法 近似问 ' +
      '相似問 相似問法 相似問題 ' +
      'phrasing similar similarquestion similarquestions alias aliases alternate alternates variant variants',
  ),
  numbered(
    'negativePhrasings',
    '反例问法',
    40,
    '反例 反例问 反例问题 负例 负例问 排除问法 反向问法 negative negatives negativephrasing ' +
      'negativequestion negativequestions',
  ),
  column('tags', '标签', 24, '关键词标签 tag labels label 標籤'),
  column('status', '状态', 10, '发布状态 问题状态 state 狀態'),
  column(
    'validFrom',
    '生效时间',
    20,
    '生效日期 生效時間 开始时间 开始日期 有效期起 effectivefrom starttime startdate',
  ),
  column(
    'validUntil',
    '失效时间',
    20,
    '失效日期 失效時間 结束时间 结束日期 过期时间 有效期止 effectiveuntil expiresat endtime enddate',
  ),
  column('pinned', '置顶', 8, '是否置顶 pin top 置頂'),
  column('boost', '加权', 8, '加權'),
];

/** What a header says of its column. */
export interface HeaderMeaning {
  field: Field;
  /** Of several columns for one field the lowest is meant; 0 is the title of exports. */
  rank: number;
  /** Where the column answers whether a question is on or off instead of naming its status. */
  reads?: 'enabled' | 'disabled';
}

/** Further header texts, by `headerKey`, and the field that each names. */
export type ColumnAliases = ReadonlyMap<string, Field | null>;

/** Columns of yes and no that tell the status. */
const SWITCHES = {
  enabled: '是否启用 启用 启用状态 是否上线 是否生效 enabled isenabled',
  disabled: '是否停用 停用 是否禁用 禁用 是否下线 disabled isdisabled',
} as const;

const MEANING_OF_KEY = new Map<string, HeaderMeaning>([
  ...COLUMNS.flatMap(({ field, title, aliases }) =>
    [title, field, ...aliases].map((alias, rank) => [headerKey(alias), { field, rank }] as const),
  ),
  ...(['enabled', 'disabled'] as const).flatMap((reads) =>
    SWITCHES[reads].split(' ').map((alias) => [alias, { field: 'status', rank: 100, reads }] as const),
  ),
]);
const NUMBERED = new Set(COLUMNS.filter((entry) => entry.numbered).map((entry) => entry.field));

/** What a header cell names; null: nothing that is known. `*相似问法 2（选填）`, `相似问 Aliases` → `phrasings` */
export function meaningOfHeader(text: string, aliases: ColumnAliases = new Map()): HeaderMeaning | null {
  const key = headerKey(text);
  const own = aliases.get(key);
  if (own !== undefined) return own === null ? null : { field: own, rank: 1 };
  const exact = MEANING_OF_KEY.get(key);
  if (exact !== undefined) return exact;
  const uncounted = key.replace(/[0-9一二三四五六七八九十]+$/, '');
  const counted = aliases.get(uncounted) ?? MEANING_OF_KEY.get(uncounted)?.field;
  if (counted !== undefined && mayRepeat(counted)) return { field: counted, rank: 0 };
  return meaningInTwoLanguages(key, aliases);
}

/** `问题 Question`: both parts have to mean the same. One letter is no word: `答案A` is one of several answers. */
function meaningInTwoLanguages(key: string, aliases: ColumnAliases): HeaderMeaning | null {
  const parts = key.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [];
  if (parts.length !== 2 || parts.some((part) => /^[a-z]$/.test(part))) return null;
  const [first, second] = parts.map((part) => meaningOfHeader(part, aliases));
  const agree = first?.field === second?.field && first?.reads === second?.reads;
  return agree ? (first ?? null) : null;
}

/** Whether a field may be spread over several columns. */
export function mayRepeat(field: Field): boolean {
  return NUMBERED.has(field);
}

/** The header that exports give the field. */
export function titleOf(field: Field): string {
  return COLUMNS.find((entry) => entry.field === field)!.title;
}

/** Letters and digits alone, without remarks in brackets: `*问题（必填）` → `问题` */
export function headerKey(text: string): string {
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
