import type { ErrorDetail } from '../../errors.ts';
import { say, type Said } from '../../said.ts';
import { invalidValue } from '../invalid-value.ts';
import { VOCABULARY_LIMITS } from '../limits.ts';
import { cleanLine, hasSearchableCharacter, lengthInCharacters } from '../text.ts';
import { tooMany } from '../too-many.ts';
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
  const fail = (position: number, { zh, en }: Said): void => {
    faults.push({ path: `synonyms.${position}`, message: say(`第 ${position + 1} 行：${zh}`, en) });
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
    const group = cycle.map((rule) => rule.from).join(' = ');
    const zh = `单向同义词成环：${path}。互为同义请写成 ${group}`;
    fail(
      cycle.at(-1)!.line,
      say(zh, `closes a circle, ${path}: write ${group} for words that mean each other`),
    );
  }
  faults.push(...tooMany('synonyms', kept.size, MOST_GROUPS, '行'));
  if (faults.length > 0) throw invalidValue(faults);
  return [...kept];
}

function faultOf(terms: readonly string[], isRule: boolean): Said | null {
  if (terms.some((term) => term.includes('='))) {
    return say('一行只能用一种写法：“甲 = 乙 = 丙”或“甲 => 乙”', 'must be either "a = b = c" or "a => b"');
  }
  if (isRule && terms.length !== 2) return say('单向同义词应写成“甲 => 乙”', 'must be "a => b"');
  const { length } = terms;
  if (length < 2) return say('至少要有两个词，写成“甲 = 乙”或“甲 => 乙”', 'must be "a = b" or "a => b"');
  if (length > MOST_MEMBERS) {
    return say(
      `一组最多 ${MOST_MEMBERS} 个词，收到 ${length} 个`,
      `may have at most ${MOST_MEMBERS} words, got ${length}`,
    );
  }
  for (const term of terms) {
    const characters = lengthInCharacters(term);
    if (characters > LONGEST_TERM) {
      return say(
        `词最长 ${LONGEST_TERM} 个字，收到 ${characters} 个字`,
        `has a word of ${characters} characters, more than ${LONGEST_TERM}`,
      );
    }
    if (term === '') return say('等号的一边是空的', 'has nothing on one side');
    if (!hasSearchableCharacter(term)) return say(`“${term}”里没有文字`, `has no text in "${term}"`);
  }
  const isRepeated = new Set(terms.map(comparable)).size < length;
  return isRepeated ? say('同一个词出现了两次', 'has a word twice') : null;
}

function comparable(term: string): string {
  return term.normalize('NFKC').toLowerCase();
}
