import type { SheetRemark } from '../../service/transfer/table-reader.ts';
import { decodeText, encodingNamed } from '../decode-text.ts';
import { markGarbled } from '../mark-garbled.ts';
import { noTable } from '../no-workbook.ts';
import type { ReadingLimits } from '../reading-limits.ts';
import type { TablePart } from '../table-parts.ts';
import { readHtml } from './read-html.ts';
import { readSpreadsheetXml } from './read-spreadsheet-xml.ts';

/** Behind a byte-order mark, as Latin-1 shows it. */
const BEGINS_WITH_TAG = /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*<[a-z!?]/i;
const BEGINNING_BYTES = 4096;
const DECLARED_ENCODING = /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i;
const SPREADSHEET_XML = /^[^<]*(?:<[?!][^>]*>\s*)*<(?:\w+:)?Workbook[\s>]/;

const PAGE_READ: SheetRemark = {
  kind: 'web_page_read',
  found: '内容是网页，不是 Excel 工作簿，已读取其中的表格',
};

/** Whether a file is a web page or XML. */
export function isMarkup(bytes: Uint8Array): boolean {
  return BEGINS_WITH_TAG.test(beginningOf(bytes));
}

/**
 * The tables of a web page, or the sheets of Excel's XML: what many systems export as .xls, since Excel opens it.
 * @throws AppError `workbook_unreadable`
 */
export function* readMarkup(
  fileName: string,
  extension: string,
  bytes: Uint8Array,
  limits: ReadingLimits,
): Generator<TablePart> {
  const declared = encodingNamed(DECLARED_ENCODING.exec(beginningOf(bytes))?.[1] ?? '');
  const { text, isDamaged } = decodeText(bytes, declared);
  const isWorkbook = SPREADSHEET_XML.test(text);
  const parts = isWorkbook ? readSpreadsheetXml(text, limits) : readHtml(fileName, text, limits);
  if (parts === null) throw noTable(extension);
  let remarks: SheetRemark[] = isWorkbook ? [] : [PAGE_READ];
  for (const part of parts) {
    if ('rows' in part && isDamaged) yield { rows: part.rows.map(markGarbled) };
    else if ('sheet' in part) {
      const all = [...remarks, ...(part.sheet.remarks ?? [])];
      yield { sheet: { ...part.sheet, ...(all.length > 0 ? { remarks: all } : {}) } };
      remarks = [];
    } else yield part;
  }
}

/** Without the zeros of UTF-16. */
function beginningOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, BEGINNING_BYTES)).toString('latin1').replaceAll('\0', '');
}
