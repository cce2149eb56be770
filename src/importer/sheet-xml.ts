import type { TargetColumn, TargetSheet } from '../service/transfer/table-writer.ts';
import { xmlText } from './xml-text.ts';

/** Positions in the list of cell styles of workbook-xml.ts. */
const BODY_STYLE = 1;
const HEADER_STYLE = 2;

/** The XML of a worksheet: header in view and filterable, every cell text. */
export async function* sheetXml({ columns, rows }: TargetSheet): AsyncGenerator<string> {
  yield (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetViews><sheetView workbookViewId="0">' +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    `</sheetView></sheetViews><cols>${columns.map(widthXml).join('')}</cols><sheetData>`
  );
  const titles = columns.map(({ title }) => title);
  yield rowXml(1, titles, HEADER_STYLE);
  let number = 1;
  for await (const row of rows) yield rowXml(++number, row, BODY_STYLE);
  const last = `${letterOf(columns.length - 1)}${number}`;
  yield `</sheetData><autoFilter ref="A1:${last}"/></worksheet>`;
}

function widthXml({ width }: TargetColumn, index: number): string {
  const at = index + 1;
  return `<col min="${at}" max="${at}" width="${width}" style="${BODY_STYLE}" customWidth="1"/>`;
}

function rowXml(number: number, cells: readonly string[], style: number): string {
  const xml = cells.map((text, index) => {
    if (text === '') return '';
    const place = `r="${letterOf(index)}${number}" s="${style}"`;
    return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
  });
  return `<row r="${number}">${xml.join('')}</row>`;
}

/** @param index < 26 */
function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}
