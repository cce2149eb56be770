import { xmlText } from '../xml-text.ts';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What a part of the package leads to. */
export interface NewRelationship {
  id: string;
  /** The last word of its type, such as `comments`. */
  type: string;
  /** From the root of the package, without a leading slash. */
  path: string;
}

/** @param xml of a .rels file; null: there is none yet */
export function addRelationships(xml: string | null, added: readonly NewRelationship[]): string {
  const existing =
    xml ??
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="${PACKAGE}/relationships"></Relationships>`;
  const open = existing.replace(
    /<((?:[\w.-]+:)?)Relationships\b([^>]*?)\/>/,
    '<$1Relationships$2></$1Relationships>',
  );
  const prefix = prefixOf(open, 'Relationships');
  const written = added.map(
    ({ id, type, path }) =>
      `<${prefix}Relationship Id="${id}" Type="${OFFICE}/${type}" Target="/${xmlText(path)}"/>`,
  );
  return open.replace(`</${prefix}Relationships>`, (end) => written.join('') + end);
}

/** Parts that are new or may be, by what they are. */
export interface NewParts {
  worksheets: readonly string[];
  comments: readonly string[];
  styles: readonly string[];
}

/** `[Content_Types].xml` with the new parts, of an .xlsx file without macros. */
export function addContentTypes(xml: string, { worksheets, comments, styles }: NewParts): string {
  const prefix = prefixOf(xml, 'Types');
  const withoutMacros = xml
    .replace(
      /application\/vnd\.ms-excel\.(?:sheet|template)\.macroEnabled\.main\+xml/g,
      `${SPREADSHEET}.sheet.main+xml`,
    )
    .replaceAll(`${SPREADSHEET}.template.main+xml`, `${SPREADSHEET}.sheet.main+xml`)
    .replace(/<(?:[\w.-]+:)?(?:Override|Default)\b[^>]*vbaProject[^>]*\/>/g, '');
  const overrides = [
    ...worksheets.map((path) => [path, 'worksheet'] as const),
    ...comments.map((path) => [path, 'comments'] as const),
    ...styles.map((path) => [path, 'styles'] as const),
  ].filter(([path]) => !withoutMacros.includes(`PartName="/${path}"`));
  const hasDrawings = /Extension="vml"/i.test(withoutMacros);
  const written = [
    hasDrawings
      ? ''
      : `<${prefix}Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>`,
    ...overrides.map(
      ([path, type]) =>
        `<${prefix}Override PartName="/${xmlText(path)}" ContentType="${SPREADSHEET}.${type}+xml"/>`,
    ),
  ];
  return withoutMacros.replace(`</${prefix}Types>`, (end) => written.join('') + end);
}

/** The list of sheets with one more at its end. */
export function addSheet(workbookXml: string, name: string, relationshipId: string): string {
  const prefix = prefixOf(workbookXml, 'workbook');
  const ids = [...workbookXml.matchAll(/\ssheetId="(\d+)"/g)].map((match) => Number(match[1]));
  const id = Math.max(0, ...ids) + 1;
  const sheet = `<${prefix}sheet xmlns:r="${OFFICE}" name="${xmlText(name)}" sheetId="${id}" r:id="${relationshipId}"/>`;
  return workbookXml.replace(`</${prefix}sheets>`, (end) => sheet + end);
}

function prefixOf(xml: string, root: string): string {
  return new RegExp(`<((?:[\\w.-]+:)?)${root}\\b`).exec(xml)?.[1] ?? '';
}
