import { readRelationships } from './workbook-parts.ts';
import type { ZipArchive } from './zip-archive.ts';

/** Whether pictures lie over the cells of a sheet that has drawings. @param path of the sheet in the zip */
export async function hasPictures(zip: ZipArchive, path: string): Promise<boolean> {
  for (const { type, path: drawing } of await readRelationships(zip, path)) {
    if (type !== 'drawing') continue;
    const parts = await readRelationships(zip, drawing);
    if (parts.some((part) => part.type === 'image')) return true;
  }
  return false;
}
