import type { ReadingLimits } from '../reading-limits.ts';
import { PICTURES_IGNORED, type TablePart } from '../table-parts.ts';
import { readNumberFormats } from './number-formats.ts';
import { readSharedStrings } from './shared-strings.ts';
import { hasPictures } from './sheet-pictures.ts';
import { SheetReader, type WorkbookContext } from './sheet-rows.ts';
import { findWorkbookParts } from './workbook-parts.ts';
import { openZip } from './zip-archive.ts';

/**
 * The sheets of an .xlsx file as text: what a cell shows, be it text, rich text, number, date or the last value
 * of a formula. Every part is inflated and read piece by piece; besides the rows under way only the shared texts
 * are held.
 * @throws AppError `workbook_unreadable`
 */
export async function* readXlsx(bytes: Uint8Array, limits: ReadingLimits): AsyncGenerator<TablePart> {
  const zip = openZip(bytes, limits);
  const { sheets, sharedStrings, styles, date1904 } = await findWorkbookParts(zip);
  const context: WorkbookContext = {
    sharedStrings: sharedStrings === null ? [] : await readSharedStrings(zip.text(sharedStrings)),
    showNumber: await readNumberFormats(styles === null ? null : zip.text(styles), date1904),
    limits,
  };
  for (const { name, hidden, path } of sheets) {
    yield { sheet: { name, hidden, lettered: true } };
    const reader = new SheetReader(name, context);
    for await (const piece of zip.text(path)) {
      reader.write(piece);
      yield { rows: reader.takeRows() };
    }
    reader.end();
    yield { links: await reader.links.resolve(zip, path) };
    yield { merged: reader.merged };
    if (reader.hasDrawing && (await hasPictures(zip, path))) yield { remarks: [PICTURES_IGNORED] };
  }
}
