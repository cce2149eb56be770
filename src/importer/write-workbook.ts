import type { TargetSheet } from '../service/transfer/table-writer.ts';
import { sheetXml } from './sheet-xml.ts';
import { workbookFiles } from './workbook-xml.ts';
import { zipStream } from './zip-stream.ts';

/** An .xlsx file, row after row. */
export function writeWorkbook(sheets: readonly TargetSheet[]): AsyncGenerator<Uint8Array> {
  const fixed = Object.entries(workbookFiles(sheets));
  return zipStream([
    ...fixed.map(([name, content]) => ({ name, content: [content] })),
    ...sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: sheetXml(sheet),
    })),
  ]);
}
