import type { ImportProgress } from '../../service/ports/import-store.ts';

const CELLS = 30;
const PHASES: Readonly<Record<ImportProgress['phase'], string>> = {
  reading: '读取',
  judging: '检查',
  comparing: '比较',
  writing: '写入',
  indexing: '更新索引',
};
const CLEAR_LINE = '\r\u001b[K';

interface ProgressBar {
  show: (progress: ImportProgress) => void;
  clear: () => void;
}

/** A bar on standard error that stays on one line. @param watched false: nothing is drawn */
export function drawProgress(watched: boolean): ProgressBar {
  let drawn = '';
  const draw = (text: string): void => {
    if (!watched || text === drawn) return;
    drawn = text;
    process.stderr.write(CLEAR_LINE + text);
  };
  return {
    show({ phase, done, total, rowsPerSecond }) {
      const share = total === 0 ? 0 : done / total;
      const full = Math.floor(share * CELLS);
      const bar = '█'.repeat(full) + '░'.repeat(CELLS - full);
      const speed = rowsPerSecond === null ? '' : `  每秒 ${rowsPerSecond} 行`;
      draw(`正在${PHASES[phase]} ${bar} ${Math.floor(share * 100)}%  ${done}/${total} 行${speed}`);
    },
    clear() {
      if (drawn !== '') draw('');
    },
  };
}
