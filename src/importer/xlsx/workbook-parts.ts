import { unreadable } from '../unreadable.ts';
import { readXml } from './read-xml.ts';
import { attributeOf, isSet } from './xml-scanner.ts';
import type { ZipArchive } from './zip-archive.ts';

/** Where in its zip the pieces of a workbook are. */
export interface WorkbookParts {
  sheets: { name: string; hidden: boolean; path: string }[];
  sharedStrings: string | null;
  styles: string | null;
  /** Whether days are counted from 1904 instead of 1900. */
  date1904: boolean;
}

interface Relationship {
  id: string;
  /** The last word of its type, such as `worksheet`. */
  type: string;
  /** Within the zip; of what is outside it the address as it is written. */
  path: string;
}

/** @throws AppError `workbook_unreadable` when the zip is no workbook */
export async function findWorkbookParts(zip: ZipArchive): Promise<WorkbookParts> {
  const workbook = await findWorkbook(zip);
  const relationships = await readRelationships(zip, workbook);
  const pathOf = (type: string) => relationships.find((each) => each.type === type)?.path ?? null;
  const parts: WorkbookParts = {
    sheets: [],
    sharedStrings: pathOf('sharedStrings'),
    styles: pathOf('styles'),
    date1904: false,
  };
  await readXml(zip.text(workbook), {
    open(name, attributes) {
      if (name === 'workbookPr') parts.date1904 = isSet(attributes, 'date1904');
      if (name !== 'sheet') return;
      const id = attributeOf(attributes, 'id');
      const target = relationships.find((each) => each.id === id);
      // Charts and dialogs are sheets too, of another type.
      if (target?.type !== 'worksheet' || !zip.has(target.path)) return;
      const hidden = !['visible', undefined].includes(attributeOf(attributes, 'state'));
      parts.sheets.push({ name: attributeOf(attributes, 'name') ?? '', hidden, path: target.path });
    },
  });
  if (parts.sheets.length === 0) throw unreadable('工作簿里没有工作表', 'the workbook has no sheet');
  return parts;
}

/** The path of the workbook's main part. @throws AppError `workbook_unreadable` when the zip is no workbook */
export async function findWorkbook(zip: ZipArchive): Promise<string> {
  const root = await readRelationships(zip, '');
  const path = root.find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml';
  if (zip.has(path) && path.endsWith('.xml') && !/^(word|ppt)\//.test(path)) return path;
  if (zip.has('xl/workbook.bin'))
    throw unreadable(
      '这是二进制工作簿（.xlsb），请另存为 .xlsx',
      'it is a binary workbook (.xlsb): save it as .xlsx',
    );
  if (zip.has('content.xml'))
    throw unreadable(
      '这是 OpenDocument 表格（.ods），请另存为 .xlsx',
      'it is an OpenDocument spreadsheet (.ods): save it as .xlsx',
    );
  if (/^(word|ppt)\//.test(path))
    throw unreadable(
      '这是 Word 或 PowerPoint 文件，不是 Excel 工作簿',
      'it is a Word or PowerPoint file, no Excel workbook',
    );
  throw unreadable(
    '内容是 zip 压缩包，里面没有 Excel 工作簿',
    'it is a zip archive without an Excel workbook',
  );
}

/** What belongs to a part of the zip. @param part '' for the zip itself */
export async function readRelationships(zip: ZipArchive, part: string): Promise<Relationship[]> {
  const cut = part.lastIndexOf('/') + 1;
  const [folder, file] = [part.slice(0, cut), part.slice(cut)];
  const path = `${folder}_rels/${file}.rels`;
  const found: Relationship[] = [];
  if (!zip.has(path)) return found;
  await readXml(zip.text(path), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const [id, type, target] = ['Id', 'Type', 'Target'].map((each) => attributeOf(attributes, each) ?? '');
      found.push({
        id: id!,
        type: type!.slice(type!.lastIndexOf('/') + 1),
        path: attributeOf(attributes, 'TargetMode') === 'External' ? target! : resolvePath(folder, target!),
      });
    },
  });
  return found;
}

/** @param target absolute within the zip with a leading `/`, else relative to `folder`; '' for what is no path */
function resolvePath(folder: string, target: string): string {
  const base = `zip:///${folder}`;
  return URL.canParse(target, base) ? new URL(target, base).pathname.slice(1) : '';
}
