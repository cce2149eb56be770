import { remember } from '../remember.ts';

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

type Group = ReadonlySet<string>;

/** Entries remembered; all are dropped when there are more. */
const MOST_ENTRIES = 10_000;

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
  const groupsOf = new Map<string, Group[]>();
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
    if (new Set(members).size < 2) continue;
    const group = new Set(members.flatMap(formsOf));
    for (const source of oneWay ? formsOf(members[0]!) : group) {
      const groups = groupsOf.get(source);
      if (groups === undefined) groupsOf.set(source, [group]);
      else groups.push(group);
    }
  }
  return { table: createTable(groupsOf), faults };
}

/**
 * As a member stands in analysed text, which has no spaces but in words of the bank, and as it is cut into words:
 * `sky card` → `skycard`, `sky card`.
 */
function formsOf(member: string): string[] {
  return member.includes(' ') ? [member.replaceAll(' ', ''), member] : [member];
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

/** Entries are made when first asked for: those of all members of a group together grow with its square. */
function createTable(groupsOf: ReadonlyMap<string, readonly Group[]>): SynonymTable {
  const entries = new Map<string, SynonymEntry>();
  let longest = 0;
  for (const member of groupsOf.keys()) longest = Math.max(longest, member.length);
  return {
    size: groupsOf.size,
    longest,
    find(member) {
      const groups = groupsOf.get(member);
      if (groups === undefined) return null;
      const known = entries.get(member);
      if (known !== undefined) return known;
      const others = new Set(groups.flatMap((group) => [...group]));
      others.delete(member);
      return remember(entries, member, { member, alternatives: sortLongestFirst(others) }, MOST_ENTRIES);
    },
  };
}

function sortLongestFirst(members: Iterable<string>): string[] {
  return [...members].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
