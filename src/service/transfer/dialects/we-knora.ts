import type { Dialect } from './dialect.ts';
import { rewriteCell } from './rewrite-cell.ts';

/** FAQ files of WeKnora and of WeChat's dialogue platform: several answers in one cell, divided by `##`. */
export const weKnora: Dialect = {
  name: 'WeKnora 或微信对话开放平台',
  marks: ['机器人回答'],
  fields: { 机器人回答: 'answer', 标签: 'category', 技能名称: 'category', 补充用户问法: 'phrasings' },
  rewrite: (rows, columnOf) =>
    rows.map((row) =>
      rewriteCell(row, columnOf('机器人回答'), (text) =>
        text
          .split('##')
          .map((part) => part.trim())
          .join('\n'),
      ),
    ),
};
