import type { ReadingLimits } from '../reading-limits.ts';
import type { TablePart } from '../table-parts.ts';
import { XmlScanner } from '../xlsx/xml-scanner.ts';
import { SpreadsheetXmlReader } from './spreadsheet-xml-reader.ts';

/**
 * The sheets of a workbook in the XML of Excel 2002 and 2003, which many programs still write and name .xls.
 * @throws AppError `workbook_unreadable` when it is not whole, has a document type, or is beyond the limits
 */
export function* readSpreadsheetXml(xml: string, limits: ReadingLimits): Generator<TablePart> {
  const reader = new SpreadsheetXmlReader(limits);
  const scanner = new XmlScanner(reader);
  scanner.write(xml.slice(xml.indexOf('<')));
  scanner.end();
  for (const { name, hidden, builder } of reader.sheets) yield* builder.parts(name, hidden);
}
