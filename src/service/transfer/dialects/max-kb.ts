import type { Dialect } from './dialect.ts';
import { rewriteCell, textIn } from './rewrite-cell.ts';

/** Question-and-answer workbooks of MaxKB: one document a sheet, an answer with a title and questions, one a line. */
export const maxKb: Dialect = {
  name: 'MaxKB',
  marks: ['分段标题', '分段内容'],
  fields: { 分段内容: 'answer', 分段标题: null },
  rewrite: (rows, columnOf) =>
    rows.map((row) => {
      const title = textIn(row, columnOf('分段标题')).trim();
      return rewriteCell(row, columnOf('问题'), (text) => {
        const wordings = [...text.split(/[\r\n]+/).map((line) => line.trim()), title];
        return wordings.filter((wording) => wording !== '');
      });
    }),
};
