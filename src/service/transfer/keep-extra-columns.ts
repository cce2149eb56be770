import { EXTRA_LIMITS } from '../limits.ts';
import { lengthInCharacters } from '../text.ts';
import { extraName } from './extra-name.ts';
import { quote } from './rules.ts';
import type { LaidOutColumn } from './header-columns.ts';
import type { SheetLayout } from './sheet-layout.ts';

/** Makes an extra field of each column that means nothing else, unless its name is too long or stands there twice. */
export function keepExtraColumns(layout: SheetLayout): SheetLayout {
  const met = new Set<string>();
  const keep = (column: LaidOutColumn): LaidOutColumn => {
    if (column.isUnknown !== true) return column;
    const { index, header } = column;
    const extra = extraName(header);
    const refuse = (reason: string) => ({ ...column, ignoredAs: `${quote(header)}列没有导入，${reason}` });
    if (met.has(extra)) return refuse('已用前面的同名列');
    met.add(extra);
    if (lengthInCharacters(extra) > EXTRA_LIMITS.name) return refuse(`列名最长 ${EXTRA_LIMITS.name} 个字`);
    return extra === '' ? refuse('没有列名') : { index, header, field: null, extra };
  };
  return { ...layout, columns: layout.columns.map(keep) };
}
