import type { FindingList } from '../../service/transfer/report-writer.ts';
import { cellReference } from '../../service/transfer/cell-reference.ts';
import { xmlText } from '../xml-text.ts';
import type { CellStyles } from './cell-styles.ts';

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** Excel opens no sheet with more than 65,530. */
const MOST_LINKS = 65_000;
const LINK_COLUMN = 2;
const HEADER_ROW = 2;

/** The XML of the sheet that lists the findings: a summary, a header in view and filterable, links to the cells. */
export function* findingListXml(list: FindingList, styles: CellStyles): Generator<string> {
  const { summary, columns, rows } = list;
  const [wrapped, header, link] = [styles.wrapped(), styles.header(), styles.link()];
  const last = cellReference(HEADER_ROW + rows.length, columns.length - 1);
  yield (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${SPREADSHEET}">` +
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${HEADER_ROW}" topLeftCell="A${HEADER_ROW + 1}" ` +
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>' +
    columns
      .map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
      .join('') +
    '</cols><sheetData>' +
    `<row r="1">${cellXml(1, 0, summary, 0)}</row>` +
    rowXml(
      HEADER_ROW,
      columns.map(({ title }) => title),
      () => header,
    )
  );
  for (const [index, { cells, target }] of rows.entries()) {
    yield rowXml(HEADER_ROW + 1 + index, cells, (column) =>
      column === LINK_COLUMN && target !== null && index < MOST_LINKS ? link : wrapped,
    );
  }
  yield `</sheetData><autoFilter ref="A${HEADER_ROW}:${last}"/>`;
  const links = rows.slice(0, MOST_LINKS).map(({ target }, index) => {
    if (target === null) return '';
    const place = xmlText(`'${target.sheet.replaceAll("'", "''")}'!${target.cell}`);
    const from = cellReference(HEADER_ROW + 1 + index, LINK_COLUMN);
    return `<hyperlink ref="${from}" location="${place}" display="${target.cell}"/>`;
  });
  if (links.some((each) => each !== '')) yield `<hyperlinks>${links.join('')}</hyperlinks>`;
  yield '</worksheet>';
}

function rowXml(number: number, cells: readonly string[], styleOf: (column: number) => number): string {
  const xml = cells.map((text, column) =>
    text === '' ? '' : cellXml(number, column, text, styleOf(column)),
  );
  return `<row r="${number}">${xml.join('')}</row>`;
}

function cellXml(row: number, column: number, text: string, style: number): string {
  const place = `r="${cellReference(row, column)}" s="${style}"`;
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}
