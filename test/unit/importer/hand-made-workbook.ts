import { strToU8, zipSync } from 'fflate';

// The namespaces of worksheets, of the parts of a workbook, and of relationships between them.
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A row of inline texts, from column A on. */
export function row(number: number, texts: readonly string[]): string {
  return `<row r="${number}">${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
}

/** The row of titles. */
export const HEADER = row(1, ['问题', '答案']);

/** A workbook of one sheet with these rows; `others` are files of its zip, or stand in for one. */
export function workbook(sheetData: string, others: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const rels = (type: string, target: string) =>
    `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
  return zipSync(
    {
      '_rels/.rels': strToU8(rels('officeDocument', 'xl/workbook.xml')),
      'xl/workbook.xml': strToU8(
        `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="题库" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(rels('worksheet', 'worksheets/sheet1.xml')),
      'xl/worksheets/sheet1.xml': strToU8(
        `<worksheet xmlns="${MAIN}"><sheetData>${sheetData}</sheetData></worksheet>`,
      ),
      ...others,
    },
    { level: 1 },
  );
}
