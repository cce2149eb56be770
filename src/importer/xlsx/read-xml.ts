import { XmlScanner, type XmlHandler } from './xml-scanner.ts';

/** Reads a whole document. @throws AppError `workbook_unreadable` */
export async function readXml(pieces: AsyncIterable<string>, handler: Partial<XmlHandler>): Promise<void> {
  const nothing = (): void => undefined;
  const scanner = new XmlScanner({ open: nothing, close: nothing, text: nothing, ...handler });
  for await (const piece of pieces) scanner.write(piece);
  scanner.end();
}
