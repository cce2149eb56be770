import type { ErrorDetail } from '../../errors.ts';
import { invalidValue } from '../invalid-value.ts';
import { VOCABULARY_LIMITS } from '../limits.ts';
import { cleanLine, hasSearchableCharacter, lengthInCharacters } from '../text.ts';
import { findCycle } from './rule-cycle.ts';

const {
  synonymTerm: LONGEST_TERM,
  synonymGroups: MOST_GROUPS,
  synonymMembers: MOST_MEMBERS,
} = VOCABULARY_LIMITS;

/**
 * A bank's own synonyms, one group a line: `a = b = c` (each stands for the others) or `a => b` (who says a
 * may mean b). Empty lines and lines that begin with `#` are dropped; full-width signs are understood.
 * @throws AppError `invalid_value` naming every line at fault
 */
export function checkSynonyms(lines: readonly string[]): string[] {
  const faults: ErrorDetail[] = [];
  const kept = new Set<string>();
  const rules: { from: string; to: string; line: number }[] = [];
  const fail = (position: number, message: string): void => {
    faults.push({ path: `synonyms.${position}`, message: `第 ${position + 1} 行：${message}` });
  };

  lines.forEach((text, position) => {
    const line = cleanLine(text).replaceAll('＝', '=').replaceAll('＞', '>').replace(/[→⇒]/g, '=>');
    if (line === '' || line.startsWith('#')) return;
    const isRule = line.includes('=>');
    const terms = line.split(isRule ? '=>' : '=').map((term) => term.trim());
    const fault = faultOf(terms, isRule);
    if (fault !== null) {
      fail(position, fault);
      return;
    }
    kept.add(terms.join(isRule ? ' => ' : ' = '));
    if (isRule) rules.push({ from: comparable(terms[0]!), to: comparable(terms[1]!), line: position });
  });

  const cycle = findCycle(rules);
  if (cycle !== null) {
    const path = [...cycle.map((rule) => rule.from), cycle[0]!.from].join(' → ');
    fail(
      cycle.at(-1)!.line,
      `单向同义词成环：${path}。互为同义请写成 ${cycle.map((rule) => rule.from).join(' = ')}`,
    );
  }
  if (kept.size > MOST_GROUPS) {
    const message = `最多 ${MOST_GROUPS} 行，收到 ${kept.size} 行`;
    faults.push({ path: 'synonyms', message, limit: MOST_GROUPS, actual: kept.size });
  }
  if (faults.length > 0) throw invalidValue(faults);
  return [...kept];
}

function faultOf(terms: readonly string[], isRule: boolean): string | null {
  if (terms.some((term) => term.includes('='))) return '一行只能用一种写法：“甲 = 乙 = 丙”或“甲 => 乙”';
  if (isRule && terms.length !== 2) return '单向同义词应写成“甲 => 乙”';
  if (terms.length < 2) return '至少要有两个词，写成“甲 = 乙”或“甲 => 乙”';
  if (terms.length > MOST_MEMBERS) return `一组最多 ${MOST_MEMBERS} 个词，收到 ${terms.length} 个`;
  for (const term of terms) {
    const length = lengthInCharacters(term);
    if (length > LONGEST_TERM) return `词最长 ${LONGEST_TERM} 个字，收到 ${length} 个字`;
    if (!hasSearchableCharacter(term)) return term === '' ? '等号的一边是空的' : `“${term}”里没有文字`;
  }
  return new Set(terms.map(comparable)).size < terms.length ? '同一个词出现了两次' : null;
}

function comparable(term: string): string {
  return term.normalize('NFKC').toLowerCase();
}
