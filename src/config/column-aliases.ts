/** A header text of one's own for a column of bank files. */
export interface ColumnAlias {
  readonly header: string;
  readonly column: (typeof COLUMNS)[keyof typeof COLUMNS];
}

/** The columns by the titles that exports give them. */
const COLUMNS = {
  编号: 'externalId',
  分类: 'category',
  问题: 'question',
  答案: 'answer',
  相似问: 'phrasings',
  反例问法: 'negativePhrasings',
  标签: 'tags',
  状态: 'status',
  生效时间: 'validFrom',
  失效时间: 'validUntil',
  置顶: 'pinned',
  加权: 'boost',
} as const;

/** `客户问=问题`; undefined when there is no such column. */
export function parseColumnAlias(text: string): ColumnAlias | undefined {
  const [header = '', title = '', ...rest] = text.split('=').map((part) => part.trim());
  const column = Object.entries(COLUMNS).find(([each]) => each === title)?.[1];
  return header === '' || column === undefined || rest.length > 0 ? undefined : { header, column };
}
