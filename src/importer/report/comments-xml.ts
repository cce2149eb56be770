import { cellReference } from '../../service/transfer/cell-reference.ts';
import { attributeOf } from '../xlsx/xml-scanner.ts';
import { xmlText } from '../xml-text.ts';
import { NOTE_AUTHOR, type Note } from './note.ts';

const EMPTY =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors><commentList></commentList></comments>';

/**
 * The comments of a sheet with ours. A cell that has one already gets ours behind it; comments of an earlier
 * report give way.
 * @param xml null: the sheet has none yet
 * @returns with the cells that had a comment and have none of their own any more
 */
export function addComments(
  xml: string | null,
  notes: readonly Note[],
): { xml: string; dropped: Set<string> } {
  const existing = (xml ?? EMPTY).replace(/<((?:[\w.-]+:)?)(authors|commentList)\s*\/>/g, '<$1$2></$1$2>');
  const p = /<((?:[\w.-]+:)?)comments\b/.exec(existing)?.[1] ?? '';
  const authors = [
    ...existing.matchAll(new RegExp(`<${p}author(?=[\\s/>])[^>]*?(?:/>|>([^<]*)</${p}author>)`, 'g')),
  ];
  const ours = authors.findIndex(([, name]) => name === NOTE_AUTHOR);
  const author = ours === -1 ? authors.length : ours;
  const pending = new Map(notes.map((note) => [cellReference(note.row, note.column), note.text]));
  const dropped = new Set<string>();
  const others = existing.replace(
    new RegExp(`<${p}comment(?=\\s)([^>]*)>[^]*?</${p}comment>`, 'g'),
    (comment, attributes: string) => {
      const cell = attributeOf(attributes, 'ref') ?? '';
      if (attributeOf(attributes, 'authorId') === String(ours)) {
        dropped.add(cell);
        return '';
      }
      const text = pending.get(cell);
      pending.delete(cell);
      if (text === undefined) return comment;
      return comment.replace(
        `</${p}text>`,
        () => `<${p}r>${textXml(p, `\n${NOTE_AUTHOR}：${text}`)}</${p}r></${p}text>`,
      );
    },
  );
  const added = [...pending].map(
    ([cell, text]) =>
      `<${p}comment ref="${cell}" authorId="${author}"><${p}text><${p}r>${textXml(p, text)}</${p}r></${p}text></${p}comment>`,
  );
  return {
    xml: others
      .replace(`</${p}authors>`, (end) =>
        ours === -1 ? `<${p}author>${NOTE_AUTHOR}</${p}author>${end}` : end,
      )
      .replace(`</${p}commentList>`, (end) => `${added.join('')}${end}`),
    dropped,
  };
}

function textXml(prefix: string, text: string): string {
  return `<${prefix}t xml:space="preserve">${xmlText(text)}</${prefix}t>`;
}
