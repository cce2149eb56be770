import type { FindingList, SheetMarks } from '../../service/transfer/report-writer.ts';
import { DEFAULT_READING_LIMITS } from '../reading-limits.ts';
import { readXml } from '../xlsx/read-xml.ts';
import { findWorkbook, findWorkbookParts, readRelationships } from '../xlsx/workbook-parts.ts';
import { attributeOf } from '../xlsx/xml-scanner.ts';
import { openZip, type ZipArchive } from '../xlsx/zip-archive.ts';
import { readZipDirectory } from '../xlsx/zip-directory.ts';
import { zipStream, type ZipCopy, type ZipSource } from '../zip-stream.ts';
import { CellStyles } from './cell-styles.ts';
import { addComments } from './comments-xml.ts';
import { findingListXml } from './finding-list-xml.ts';
import { markSheet } from './mark-sheet.ts';
import type { Note } from './note.ts';
import { addNoteShapes } from './note-shapes.ts';
import { addContentTypes, addRelationships, addSheet, type NewRelationship } from './package-xml.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT_TYPES = '[Content_Types].xml';
const MACROS = /\/vbaProject(?:Signature\w*)?\.bin(?:\.rels)?$/i;
/** Of all sheets together: spreadsheets take long to open more. Further cells are coloured and listed. */
const MOST_NOTES = 10_000;

/** The parts of the package that are written anew, by path; those of the others are taken over as they are. */
type Parts = Map<string, ZipSource['content']>;

/** See `ReportWriter`. Sheets are inflated, marked and deflated piece by piece; other parts are copied as they are. */
export async function* markWorkbook(
  bytes: Uint8Array,
  sheets: readonly SheetMarks[],
  findings: FindingList,
): AsyncGenerator<Uint8Array> {
  const zip = openZip(bytes, DEFAULT_READING_LIMITS);
  const workbook = await findWorkbook(zip);
  const found = await findWorkbookParts(zip);
  const stylesPath = found.styles ?? beside(workbook, 'styles.xml');
  const styles = new CellStyles(zip.has(stylesPath) ? await textOf(zip, stylesPath) : null);
  const parts: Parts = new Map();
  const comments: string[] = [];
  let block = 0;
  let notesLeft = MOST_NOTES;

  for (const [index, marks] of sheets.entries()) {
    const path = found.sheets.find(({ name }) => name === marks.name)?.path;
    if (path === undefined) continue;
    const notes = marks.marks
      .slice(0, notesLeft)
      .map(({ row, column, note }) => ({ row, column, text: note }));
    notesLeft -= notes.length;
    const commented = await addNotes(zip, path, notes, { number: index + 1, block, parts });
    block = commented.nextBlock;
    if (commented.comments !== null) comments.push(commented.comments);
    parts.set(path, markSheet(zip.text(path), marks, styles, commented.element));
  }

  const ofWorkbook: NewRelationship[] = [];
  const listed = found.sheets.find(({ name }) => name === findings.name)?.path;
  const list = listed ?? free(zip, beside(workbook, 'worksheets/findings'), '.xml');
  if (listed === undefined) {
    ofWorkbook.push({ id: 'rIdFindings', type: 'worksheet', path: list });
    parts.set(workbook, [addSheet(await textOf(zip, workbook), findings.name, 'rIdFindings')]);
  }
  parts.set(list, findingListXml(findings, styles));
  if (found.styles === null) ofWorkbook.push({ id: 'rIdFindingStyles', type: 'styles', path: stylesPath });
  const relationships = relationshipsOf(workbook);
  const known = (await textOf(zip, relationships)).replace(
    /<(?:[\w.-]+:)?Relationship\b[^>]*vbaProject[^>]*\/>/g,
    '',
  );
  parts.set(relationships, [addRelationships(known, ofWorkbook)]);
  const types = { worksheets: [list], comments, styles: [stylesPath] };
  parts.set(CONTENT_TYPES, [addContentTypes(await textOf(zip, CONTENT_TYPES), types)]);

  const dropped = new Set(listed === undefined ? [] : [relationshipsOf(listed).toLowerCase()]);
  yield* zipStream(entries(bytes, parts, dropped, stylesPath, styles));
}

/** In the order of the original, new parts behind; the styles last, when all that is needed of them is known. */
function* entries(
  bytes: Uint8Array,
  parts: Parts,
  dropped: ReadonlySet<string>,
  stylesPath: string,
  styles: CellStyles,
): Generator<ZipSource | ZipCopy> {
  const left = new Map([...parts].map(([name, content]) => [name.toLowerCase(), { name, content }]));
  for (const entry of readZipDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))) {
    const key = entry.name.toLowerCase();
    const written = left.get(key);
    left.delete(key);
    if (written !== undefined) yield written;
    else if (key !== stylesPath.toLowerCase() && !dropped.has(key) && !MACROS.test(entry.name)) yield entry;
  }
  yield* left.values();
  yield { name: stylesPath, content: lazily(() => styles.toXml()) };
}

function* lazily(write: () => string): Generator<string> {
  yield write();
}

/** Comments and their drawing. @returns the element by which the sheet leads to the drawing; null: none is needed */
async function addNotes(
  zip: ZipArchive,
  sheet: string,
  notes: readonly Note[],
  { number, block, parts }: { number: number; block: number; parts: Parts },
): Promise<{ element: string | null; comments: string | null; nextBlock: number }> {
  const relationships = await readRelationships(zip, sheet);
  const oldComments = relationships.find(({ type }) => type === 'comments')?.path;
  if (notes.length === 0 && oldComments === undefined)
    return { element: null, comments: null, nextBlock: block };
  const drawings = relationships.filter(({ type }) => type === 'vmlDrawing');
  const oldDrawingId = drawings.length === 0 ? undefined : await legacyDrawingOf(zip, sheet);
  const oldDrawing = drawings.find(({ id }) => id === oldDrawingId)?.path;

  const commentsPath = oldComments ?? free(zip, `xl/commentsOfFindings${number}`, '.xml');
  const drawingPath = oldDrawing ?? free(zip, `xl/drawings/vmlDrawingOfFindings${number}`, '.vml');
  const commented = addComments(oldComments === undefined ? null : await textOf(zip, oldComments), notes);
  const known = oldDrawing === undefined ? null : await textOf(zip, oldDrawing);
  const drawn = addNoteShapes(known, notes, commented.dropped, block);
  parts.set(commentsPath, [commented.xml]);
  parts.set(drawingPath, [drawn.xml]);

  const added: NewRelationship[] = [];
  if (oldComments === undefined)
    added.push({ id: 'rIdFindingComments', type: 'comments', path: commentsPath });
  if (oldDrawing === undefined)
    added.push({ id: 'rIdFindingDrawing', type: 'vmlDrawing', path: drawingPath });
  const path = relationshipsOf(sheet);
  if (added.length > 0)
    parts.set(path, [addRelationships(zip.has(path) ? await textOf(zip, path) : null, added)]);
  return {
    element: oldDrawing === undefined ? await legacyDrawingElement(zip, sheet) : null,
    comments: commentsPath,
    nextBlock: drawn.nextBlock,
  };
}

async function legacyDrawingElement(zip: ZipArchive, sheet: string): Promise<string> {
  let prefix = '';
  for await (const piece of zip.text(sheet)) {
    prefix = /<((?:[\w.-]+:)?)worksheet\b/.exec(piece)?.[1] ?? '';
    break;
  }
  return `<${prefix}legacyDrawing xmlns:r="${OFFICE}" r:id="rIdFindingDrawing"/>`;
}

async function legacyDrawingOf(zip: ZipArchive, sheet: string): Promise<string | undefined> {
  let id: string | undefined;
  await readXml(zip.text(sheet), {
    open(name, attributes) {
      if (name === 'legacyDrawing') id = attributeOf(attributes, 'id');
    },
  });
  return id;
}

/** The whole text of a part, as UTF-8. */
async function textOf(zip: ZipArchive, path: string): Promise<string> {
  let text = '';
  for await (const piece of zip.text(path)) text += piece;
  return text.replace(/^(\ufeff?<\?xml[^>]*?encoding=)(["'])[^"']*\2/, '$1"UTF-8"');
}

/** A path that no part has yet. */
function free(zip: ZipArchive, stem: string, extension: string): string {
  let path = stem + extension;
  for (let number = 2; zip.has(path); number++) path = `${stem}-${number}${extension}`;
  return path;
}

function beside(part: string, file: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1) + file;
}

function relationshipsOf(part: string): string {
  return beside(part, `_rels/${part.slice(part.lastIndexOf('/') + 1)}.rels`);
}
