import type { ImportCounts, ImportFinding, ImportRecord } from '../../service/ports/import-store.ts';

const FINDINGS_SHOWN = 20;

/** What an import has to say beside its accounts. */
export function presentRecord({ id, fileName, state, counts, findings }: ImportRecord): string {
  const isPublished = state === 'published';
  const rest = findings.length - FINDINGS_SHOWN;
  return [
    `${fileName}：${whatBecame(state, id)}`,
    ...findings.slice(0, FINDINGS_SHOWN).map(presentFinding),
    ...(rest > 0 ? [`  还有 ${rest} 处，用 --report 文件.xlsx 查看全部`] : []),
    ...(counts.removed > 0 && state !== 'failed'
      ? [`${isPublished ? '已删除' : '将删除'}文件里没有的 ${counts.removed} 条`]
      : []),
  ].join('\n');
}

function whatBecame(state: ImportRecord['state'], id: string): string {
  if (state === 'published') return `导入完成（要撤销：jieda undo ${id}）`;
  return state === 'failed' ? '没有导入' : '只检查，没有写入';
}

/** The accounts of all imports together: `读取 3 = 新增 1 + 更新 1 + 未变 0 + 拒绝 1` */
export function presentAccounts(all: readonly ImportCounts[]): string {
  const sum = (key: keyof ImportCounts) => all.reduce((total, counts) => total + counts[key], 0);
  return (
    `读取 ${sum('read')} = 新增 ${sum('added')} + 更新 ${sum('updated')}` +
    ` + 未变 ${sum('unchanged')} + 拒绝 ${sum('rejected')}`
  );
}

function presentFinding({ level, sheet, row, column, found, expected }: ImportFinding): string {
  const place = [
    `工作表“${sheet}”`,
    ...(row === null ? [] : [`第 ${row} 行`]),
    ...(column === null ? [] : [`${column} 列`]),
  ];
  return `  ${level === 'error' ? '[未导入]' : '[提醒]'} ${place.join(' ')}：${found}；${expected}`;
}
