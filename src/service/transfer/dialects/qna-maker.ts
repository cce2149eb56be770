import { foldRows } from '../fold-rows.ts';
import type { Dialect } from './dialect.ts';
import { rewriteCell, textIn } from './rewrite-cell.ts';

/**
 * Exports of Azure QnA Maker and custom question answering, TSV or .xlsx: one row for every wording, those of one
 * pair with the same QnaId (older ones: beneath each other with the same answer). Line ends are written `\n`.
 * Ids count from 1 in every knowledge base, so they are no external ids.
 */
export const qnaMaker: Dialect = {
  name: 'QnA Maker',
  marks: ['question', 'answer', 'metadata'],
  fields: { metadata: 'tags', qnaid: null },
  rewrite(rows, columnOf) {
    const [question, answer, tags, id] = ['question', 'answer', 'metadata', 'qnaid'].map(columnOf);
    const readable = rows.map((row) =>
      rewriteCell(
        rewriteCell(row, answer, (text) => text.replaceAll('\\n', '\n')),
        tags,
        (text) => (text.trim() === '[]' ? '' : text),
      ),
    );
    const byPair = (key: (typeof readable)[number]) => `${textIn(key, id)}\n${textIn(key, answer)}`;
    return foldRows(readable, (row, first) => byPair(row) === byPair(first), [question!]);
  },
};
