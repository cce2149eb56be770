/** One member of a synonym group, as it stands in a normalised text, and what it may be read as. */
export interface SynonymEntry {
  readonly member: string;
  /** Members it may be replaced by, longest first. */
  readonly alternatives: readonly string[];
}

export interface SynonymTable {
  readonly size: number;
  find(member: string): SynonymEntry | null;
  /** Longest member, in code units. */
  readonly longest: number;
}

export interface SynonymFault {
  /** 1-based line. */
  line: number;
  text: string;
}

/**
 * Reads synonym groups: `a = b = c` (each may stand for the others) and `a => b` (a may be read as b, not b as a).
 * Lines that begin with `#` are comments. A member of several groups may be read as any of their members; groups
 * are not chained, so cycles of one-way rules are harmless.
 * @param normalizeMember the form in which members occur in analysed text; '' makes the line a fault
 */
export function parseSynonyms(
  lines: Iterable<string>,
  normalizeMember: (member: string) => string,
): { table: SynonymTable; faults: SynonymFault[] } {
  const alternatives = new Map<string, Set<string>>();
  const faults: SynonymFault[] = [];
  let number = 0;
  for (const line of lines) {
    number++;
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    const oneWay = text.includes('=>');
    const members = text.split(oneWay ? '=>' : '=').map((member) => normalizeMember(member));
    if (members.length < 2 || members.includes('') || (oneWay && members.length !== 2)) {
      faults.push({ line: number, text });
      continue;
    }
    const sources = oneWay ? members.slice(0, 1) : members;
    for (const source of sources) {
      const others = alternatives.get(source) ?? new Set<string>();
      for (const member of members) if (member !== source) others.add(member);
      if (others.size > 0) alternatives.set(source, others);
    }
  }
  return { table: createTable(alternatives), faults };
}

/** A table in which a bank's own groups stand over the shared ones. */
export function mergeSynonyms(base: SynonymTable, own: SynonymTable): SynonymTable {
  if (own.size === 0) return base;
  return {
    size: base.size + own.size,
    longest: Math.max(base.longest, own.longest),
    find(member) {
      const first = own.find(member);
      const second = base.find(member);
      if (!first || !second) return first ?? second;
      const merged = new Set([...first.alternatives, ...second.alternatives]);
      return { member, alternatives: sortLongestFirst(merged) };
    },
  };
}

function createTable(alternatives: ReadonlyMap<string, ReadonlySet<string>>): SynonymTable {
  const entries = new Map<string, SynonymEntry>();
  let longest = 0;
  for (const [member, others] of alternatives) {
    entries.set(member, { member, alternatives: sortLongestFirst(others) });
    longest = Math.max(longest, member.length);
  }
  return { size: entries.size, longest, find: (member) => entries.get(member) ?? null };
}

function sortLongestFirst(members: Iterable<string>): string[] {
  return [...members].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
