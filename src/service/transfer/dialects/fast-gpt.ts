import { splitWordings } from '../cell-list.ts';
import type { Dialect } from './dialect.ts';
import { rewriteCell } from './rewrite-cell.ts';

const NUMBERING = /^\d{1,3}[.、)）]\s*/;

/** Data sets of FastGPT: `q,a,indexes`, where indexes may be numbered and go on in columns without a header. */
export const fastGpt: Dialect = {
  name: 'FastGPT',
  marks: ['q', 'a', 'indexes'],
  fields: { indexes: 'phrasings' },
  rewrite: (rows, columnOf) =>
    rows.map((row) =>
      rewriteCell(row, columnOf('indexes'), (text) =>
        splitWordings(text).map((wording) => wording.replace(NUMBERING, '')),
      ),
    ),
};
