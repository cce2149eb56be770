import { MOST_LINKS, type LinkedRange } from '../table-parts.ts';
import { tooManyLinks } from '../unreadable.ts';
import { columnIndex, rowNumber } from './cell-place.ts';
import { readRelationships } from './workbook-parts.ts';
import { attributeOf } from './xml-scanner.ts';
import type { ZipArchive } from './zip-archive.ts';

const HYPERLINK_FORMULA = /^\s*HYPERLINK\(\s*"((?:[^"]|"")*)"/i;

/** The links of a sheet as its XML has them: with an address, or with the id of the relationship that has it. */
export class SheetLinks {
  readonly #found: { link: LinkedRange; id: string | null }[] = [];

  /** @param attributes of a `hyperlink` element; one to a place in the workbook is left out */
  addElement(attributes: string): void {
    const id = attributeOf(attributes, 'id');
    const [from, to = from] = (attributeOf(attributes, 'ref') ?? '').split(':');
    if (id === undefined || from === undefined || to === undefined || from === '') return;
    const location = attributeOf(attributes, 'location') ?? '';
    const columns = { firstColumn: columnIndex(from), lastColumn: columnIndex(to) };
    const rows = { firstRow: rowNumber(from), lastRow: rowNumber(to) };
    this.#add({ ...columns, ...rows, target: location === '' ? '' : `#${location}` }, id);
  }

  /** @param formula of a cell; one that is no HYPERLINK of a text is left out */
  addFormula(formula: string, row: number, column: number): void {
    const target = HYPERLINK_FORMULA.exec(formula)?.[1]?.replaceAll('""', '"').trim() ?? '';
    if (target === '' || target.startsWith('#')) return;
    const place = { firstColumn: column, lastColumn: column, firstRow: row, lastRow: row };
    this.#add({ ...place, target }, null);
  }

  /** @param path of the sheet in the zip, whose relationships are only read where a link needs them */
  async resolve(zip: ZipArchive, path: string): Promise<LinkedRange[]> {
    const isReferring = this.#found.some(({ id }) => id !== null);
    const relationships = isReferring ? await readRelationships(zip, path) : [];
    const targets = new Map(
      relationships.filter(({ type }) => type === 'hyperlink').map((each) => [each.id, each.path]),
    );
    return this.#found.flatMap(({ link, id }) => {
      if (id === null) return [link];
      const target = targets.get(id)?.trim() ?? '';
      return target === '' ? [] : [{ ...link, target: target + link.target }];
    });
  }

  #add(link: LinkedRange, id: string | null): void {
    if (this.#found.length === MOST_LINKS) throw tooManyLinks();
    this.#found.push({ link, id });
  }
}
