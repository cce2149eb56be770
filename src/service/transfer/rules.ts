import type { ImportFinding } from '../ports/import-store.ts';

/** Every rule of an import: how grave a breach is, and what is expected instead. Stable names. */
export const RULES = {
  row_unreadable: { level: 'error', expected: '请改正这一行' },
  question_missing: { level: 'error', expected: '请填写问题，不需要这一行时请整行删除' },
  question_unsearchable: { level: 'error', expected: '请写成含有汉字、字母或数字的问题' },
  answer_missing: { level: 'error', expected: '请填写答案' },
  text_too_long: { level: 'error', expected: '请缩短' },
  too_many_entries: { level: 'error', expected: '请删减' },
  formula_error: { level: 'error', expected: '请改正公式，或直接填写文字' },
  picture_instead: {
    level: 'error',
    expected: '请改写成文字；图片可以放到网上，在答案里写它的 https 网址',
  },
  negative_contradicts: { level: 'error', expected: '请删去其中一处' },
  status_unknown: { level: 'error', expected: '请填写“已发布”“草稿”或“已归档”' },
  time_unreadable: {
    level: 'error',
    expected: '请写成 2026-01-31 或 2026-01-31 09:30 的形式，不限时间请留空',
  },
  validity_reversed: { level: 'error', expected: '请使失效时间晚于生效时间' },
  pinned_unknown: { level: 'error', expected: '请填写“是”或“否”' },
  boost_unreadable: { level: 'error', expected: '请填写 -5 到 5 的整数' },
  value_invalid: { level: 'error', expected: '请改正' },
  duplicate_question: { level: 'error', expected: '请只保留一行，其他说法可写进相似问' },
  duplicate_external_id: { level: 'error', expected: '请给每个问题不同的编号' },
  conflicting_answers: { level: 'error', expected: '同一个问题只能有一个答案，请只保留正确的那一行' },
  already_in_bank: { level: 'error', expected: '要更新它，请改用 upsert 方式导入' },
  question_taken: { level: 'error', expected: '请改写问题，或把两者合并为一条' },
  link_dangerous: { level: 'error', expected: '请删去这个链接，或换成 https 开头的网址' },
  several_questions: {
    level: 'warning',
    expected: '请只留一个问法，其余的写进“相似问”：写在一起会当作一个问题，不容易被查到',
  },
  phrasing_is_question: { level: 'warning', expected: '请从两处中删去一处，否则两个答案会争同一个问法' },
  phrasing_shared: { level: 'warning', expected: '请只留在最合适的那一条里' },
  contradicting_answers: { level: 'warning', expected: '请核对后统一两处的答案' },
  placeholder_answer: { level: 'warning', expected: '请写上正式的答案，或先把状态改为“草稿”' },
  personal_data: { level: 'warning', expected: '公开的答案里不应有个人信息，请删去或打码' },
  link_not_web: { level: 'warning', expected: '访客打不开这样的链接，请换成 https 开头的网址' },
  formula_like: { level: 'warning', expected: '请去掉开头的符号，或在前面加上文字' },
  phrasing_dropped: { level: 'warning', expected: '这一条未导入，其余照常' },
  rows_missing: { level: 'warning', expected: '请在表头下面每行写一个问题，再重新导入' },
  sheet_skipped: { level: 'warning', expected: '如需导入，请在首行写上“问题”“答案”等表头' },
  sheet_hidden: { level: 'warning', expected: '如需导入，请先取消隐藏' },
  formula_uncalculated: { level: 'error', expected: '请用 Excel 或 WPS 打开文件并保存一次，再重新导入' },
  text_garbled: { level: 'error', expected: '请改正乱码' },
  quote_unpaired: {
    level: 'error',
    expected: '请补上或删去引号；内容里的引号要写成两个，整格放在一对引号里',
  },
  digits_lost: { level: 'warning', expected: '请核对；编号、卡号等请设为文本格式后重新填写' },
  encoding_detected: { level: 'warning', expected: '如有乱码，请另存为 UTF-8 编码的 CSV 或 .xlsx' },
  extension_wrong: { level: 'warning', expected: '请把扩展名改成与内容一致' },
  web_page_read: {
    level: 'warning',
    expected: '请核对导入的内容；如有缺漏，请用 Excel 或 WPS 打开文件，另存为 .xlsx 再导入',
  },
  dialect_recognised: { level: 'warning', expected: '请核对导入的内容' },
  category_from_sheet: { level: 'warning', expected: '如不合适，请加上“分类”列' },
  pictures_ignored: {
    level: 'warning',
    expected: '如果答案在图片里，请改写成文字，或在答案里写图片的 https 网址',
  },
  rows_hidden: { level: 'warning', expected: '如不需要，请删去这些行' },
  header_repeated: { level: 'warning', expected: '表头只需写一次，请删去这些行' },
  rows_folded: { level: 'warning', expected: '请核对合并后的相似问' },
  column_ignored: {
    level: 'warning',
    expected: '如需导入，请改用“问题”“答案”“相似问”“分类”“标签”等列名，或在导入时选择保留附加字段',
  },
  column_kept: { level: 'warning', expected: '如不需要，请在导入时选择忽略，或删去这一列' },
} as const satisfies Record<string, { level: ImportFinding['level']; expected: string }>;

export type Rule = keyof typeof RULES;

export interface Place {
  sheet: string;
  row: number | null;
  column: string | null;
}

/**
 * @param found what was found, in Chinese, without a full stop
 * @param fix what the cell could hold instead; null: only a person can tell
 */
export function breach(rule: Rule, place: Place, found: string, fix: string | null = null): ImportFinding {
  const { level, expected } = RULES[rule];
  return { level, ...place, cell: cellAt(place), rule, found, expected, fix };
}

/** `B7`; null: the place is no single cell. */
function cellAt({ row, column }: Place): string | null {
  return row === null || column === null ? null : `${column}${row}`;
}

const QUOTED_CHARACTERS = 30;

/** `text` in quotation marks, on one line and cut when long. */
export function quote(text: string): string {
  const characters = Array.from(text.replace(/\s+/g, ' ').trim());
  const cut = characters.length > QUOTED_CHARACTERS;
  return `“${characters.slice(0, QUOTED_CHARACTERS).join('')}${cut ? '…' : ''}”`;
}
