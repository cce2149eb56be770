import { cellReference, columnLetters } from '../service/transfer/cell-reference.ts';
import type { MergedCells, TargetColumn, TargetSheet } from '../service/transfer/table-writer.ts';
import { isLikeFormula, keepApostrophes } from './disarm-formula.ts';
import { xmlText } from './xml-text.ts';

/** Positions in the list of cell styles of workbook-xml.ts. */
const BODY_STYLE = 1;
const HEADER_STYLE = 2;
/** The same as the body, and spreadsheets keep it text when somebody edits it. */
const QUOTED_STYLE = 3;
const LAST_ROW = 1_048_576;
/** Deflating row by row would take longer than the rows. */
const CHARACTERS_AT_ONCE = 64 * 1024;

/** The XML of a worksheet: header in view and filterable, every cell text. */
export async function* sheetXml(sheet: TargetSheet): AsyncGenerator<string> {
  const { columns, rows, headless = false, merged = [] } = sheet;
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  yield (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<sheetViews><sheetView workbookViewId="0">${headless ? '' : pane}</sheetView></sheetViews>` +
    `<cols>${columns.map(widthXml).join('')}</cols><sheetData>`
  );
  let number = 0;
  let pending = '';
  const letters = columns.map((_, index) => columnLetters(index));
  if (!headless) {
    const titles = columns.map(({ title }) => title);
    pending = rowXml(++number, titles, letters, () => HEADER_STYLE);
  }
  for await (const row of rows) {
    pending += rowXml(++number, row, letters, bodyStyle);
    if (pending.length < CHARACTERS_AT_ONCE) continue;
    yield pending;
    pending = '';
  }
  yield pending;
  const last = cellReference(Math.max(number, 1), columns.length - 1);
  const filter = headless ? '' : `<autoFilter ref="A1:${last}"/>`;
  yield `</sheetData>${filter}${mergedXml(merged)}${validationsXml(columns)}</worksheet>`;
}

function mergedXml(merged: readonly MergedCells[]): string {
  if (merged.length === 0) return '';
  const cells = merged.map(({ column, firstRow, lastRow }) => {
    return `<mergeCell ref="${cellReference(firstRow, column)}:${cellReference(lastRow, column)}"/>`;
  });
  return `<mergeCells count="${merged.length}">${cells.join('')}</mergeCells>`;
}

function widthXml({ width }: TargetColumn, index: number): string {
  const at = index + 1;
  return `<col min="${at}" max="${at}" width="${width}" style="${BODY_STYLE}" customWidth="1"/>`;
}

function rowXml(
  number: number,
  cells: readonly string[],
  letters: readonly string[],
  styleOf: (text: string) => number,
): string {
  let xml = `<row r="${number}">`;
  cells.forEach((text, index) => {
    if (text === '') return;
    const place = `r="${letters[index] ?? columnLetters(index)}${number}" s="${styleOf(text)}"`;
    xml += `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xmlText(keepApostrophes(text))}</t></is></c>`;
  });
  return `${xml}</row>`;
}

function bodyStyle(text: string): number {
  return isLikeFormula(text) ? QUOTED_STYLE : BODY_STYLE;
}

/** Lists to choose from; where others are allowed, no word is said against them. */
function validationsXml(columns: readonly TargetColumn[]): string {
  const validations = columns.flatMap(({ choices }, index) => {
    if (choices === undefined) return [];
    const letters = columnLetters(index);
    const formula = 'from' in choices ? choices.from : `"${choices.values.join(',')}"`;
    const strict = 'from' in choices ? '0' : '1';
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="${strict}" sqref="${letters}2:${letters}${LAST_ROW}">` +
        `<formula1>${xmlText(formula)}</formula1></dataValidation>`,
    ];
  });
  if (validations.length === 0) return '';
  return `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`;
}
