const CELLS = 30;
const CLEAR_LINE = '\r\u001b[K';

interface ProgressBar {
  show: (done: number, total: number) => void;
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
    show(done, total) {
      const share = total === 0 ? 1 : done / total;
      const full = Math.floor(share * CELLS);
      const bar = '█'.repeat(full) + '░'.repeat(CELLS - full);
      draw(`正在导入 ${bar} ${Math.floor(share * 100)}%  ${done}/${total} 行`);
    },
    clear() {
      if (drawn !== '') draw('');
    },
  };
}
