import { cellReference } from '../../service/transfer/cell-reference.ts';
import type { Note } from './note.ts';

const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
  '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
/** Ids of shapes come in blocks of this many, which a drawing lays claim to. */
const BLOCK = 1024;
/** Far above the blocks that spreadsheets begin with. */
const FIRST_BLOCK = 100;
const COLUMNS_WIDE = 4;
const CHARACTERS_IN_A_LINE = 20;
const MOST_LINES = 16;

/**
 * The drawing (VML) that shows the comments of a sheet with a shape for each of ours.
 * @param xml null: the sheet has none yet
 * @param dropped cells whose comment is gone
 * @param block of shape ids that is free; the next free one comes back
 */
export function addNoteShapes(
  xml: string | null,
  notes: readonly Note[],
  dropped: ReadonlySet<string>,
  block: number,
): { xml: string; nextBlock: number } {
  const shown = new Set<string>();
  const existing = (xml ?? '').replace(/<v:shape(?=[\s>])[^]*?<\/v:shape>/g, (shape) => {
    const [row, column] = ['Row', 'Column'].map(
      (name) => new RegExp(`<x:${name}>\\s*(\\d+)`).exec(shape)?.[1],
    );
    if (row === undefined || column === undefined) return shape;
    const cell = cellReference(Number(row) + 1, Number(column));
    if (dropped.has(cell)) return '';
    shown.add(cell);
    return shape;
  });
  const missing = notes.filter(({ row, column }) => !shown.has(cellReference(row, column)));
  const first = (FIRST_BLOCK + block) * BLOCK + 1;
  const shapes = missing.map((note, index) => shapeXml(note, first + index)).join('');
  const blocks = Math.ceil((missing.length + 1) / BLOCK);
  const nextBlock = block + blocks;
  if (existing.includes('</xml>')) {
    const type = existing.includes('_x0000_t202"') ? '' : SHAPE_TYPE;
    return { xml: existing.replace('</xml>', () => `${type}${shapes}</xml>`), nextBlock };
  }
  const claimed = Array.from({ length: blocks }, (_, index) => FIRST_BLOCK + block + index).join(',');
  return {
    xml:
      '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ' +
      'xmlns:x="urn:schemas-microsoft-com:office:excel">' +
      `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${claimed}"/></o:shapelayout>` +
      `${SHAPE_TYPE}${shapes}</xml>`,
    nextBlock,
  };
}

function shapeXml({ row, column, text }: Note, id: number): string {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + 1 + Math.floor(line.length / CHARACTERS_IN_A_LINE), 1);
  const height = Math.min(lines, MOST_LINES);
  const top = Math.max(0, row - 2);
  const anchor = [column + 1, 15, top, 10, column + 1 + COLUMNS_WIDE, 15, top + height, 4].join(', ');
  return (
    `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;` +
    `width:220pt;height:${height * 15}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor>` +
    `<x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  );
}
