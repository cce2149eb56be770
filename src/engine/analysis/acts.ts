/** What people do with things or what happens to these: 还款, 激活, 丢失. */
export interface ActTable {
  /** The acts that a text speaks of, in order. They end where words do: 还款日, 取款机 and 还款日期 are things. */
  find(core: string, wordEnds: Iterable<number>): string[];
  /** Whether one act may stand for another, or is the same. */
  areAlike(one: string, other: string): boolean;
}

const LENGTH = 2;
/** Of which an act says the kind: 取款密码, 还款日期. */
const THING = /^(?:日期|时间|密码|方式|金额|账户|账号|限额)/;

/** @param lines of data/acts.txt: `act act …`; those of one line are alike */
export function createActTable(lines: Iterable<string>): ActTable {
  const alike = new Map<string, Set<string>>();
  for (const line of lines) {
    const acts = line.trim().split(/\s+/);
    for (const act of acts) alike.set(act, new Set([...(alike.get(act) ?? []), ...acts]));
  }
  return {
    find(core, wordEnds) {
      const found: string[] = [];
      for (const end of wordEnds) {
        const ending = core.slice(Math.max(0, end - LENGTH), end);
        if (alike.has(ending) && !THING.test(core.slice(end, end + LENGTH))) found.push(ending);
      }
      return found;
    },
    areAlike: (one, other) => alike.get(one)?.has(other) ?? false,
  };
}
