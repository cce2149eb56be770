import type { BankIndex } from '../index/bank-index.ts';
import { wordTerm } from '../index/terms.ts';
import { syllablesOfText } from '../index/wording-syllables.ts';
import { homophonesOf, leastEvidence } from './homophones.ts';
import { pairFrequency } from './pair-frequency.ts';
import { readAnew, type TypedText } from './typed-text.ts';

/** At the ends of a query only one neighbour bears witness: so many times the evidence. */
const END_FACTOR = 5;
/** Homophones are looked for in so many places of a query; one that is all unknown is not misspelt. */
const MOST_DOUBTS = 12;
/** Near homophones are a rarer mistake than homophones. */
const NEAR_SHARE = 0.3;

/**
 * The query as the bank would write it. A character whose pairs with both neighbours stand nowhere in the bank gives
 * way to a homophone whose pairs do (什嚒 → 什么), and two that stand nowhere side by side are swapped where that makes
 * pairs that do (情下况 → 情况下). What that puts right is measured in docs/quality.md. Takes about as long as analysis.
 */
export function respell(index: BankIndex, query: TypedText): TypedText {
  const { text, typed } = query;
  const units = text.core.split('');
  const pairs = units.map((unit, at) => pairFrequency(index, units[at - 1], unit));
  if (!pairs.includes(0, 1)) return query;
  const speller = new Speller(index, units, pairs, syllablesOfText(text, index.analyzer.pinyin));
  speller.swapNeighbours();
  speller.replaceHomophones();
  const core = units.join('');
  if (core === text.core || (units.length === 2 && !isWord(index, core))) return query;
  const wordStarts = new Set(text.words.map(({ start }) => start));
  return readAnew(index.analyzer, text, { units, typed, wordStarts });
}

/** Puts the code units of a text right, where they are. */
class Speller {
  readonly #index: BankIndex;
  readonly #units: string[];
  /** Wordings that hold each unit beside the one before it; 0 for the first. */
  readonly #pairs: number[];
  /** 0: is no Han character. */
  readonly #syllables: number[];
  readonly #evidence: number;

  constructor(index: BankIndex, units: string[], pairs: number[], syllables: number[]) {
    this.#index = index;
    this.#units = units;
    this.#pairs = pairs;
    this.#syllables = syllables;
    this.#evidence = leastEvidence(index);
  }

  swapNeighbours(): void {
    const units = this.#units;
    for (let at = 0; at + 1 < units.length; at++) {
      const [before, first, second, after] = [units[at - 1], units[at]!, units[at + 1]!, units[at + 2]];
      if (this.#syllables[at] === 0 || this.#syllables[at + 1] === 0) continue;
      if (this.#pairs[at + 1]! > 0 || this.#frequency(second, first) < this.#evidence) continue;
      const standing = known(this.#pairs[at]) + known(this.#pairs[at + 2]);
      const swapped = known(this.#frequency(before, second)) + known(this.#frequency(first, after));
      const isAlone = standing === 0 && (before === undefined || after === undefined);
      if (swapped <= standing && !isAlone) continue;
      [this.#syllables[at], this.#syllables[at + 1]] = [this.#syllables[at + 1]!, this.#syllables[at]!];
      this.#put(at, second);
      this.#put(at + 1, first);
      at++;
    }
  }

  replaceHomophones(): void {
    const units = this.#units;
    let doubtsLeft = MOST_DOUBTS;
    for (let at = 0; at < units.length && doubtsLeft > 0; at++) {
      if (this.#syllables[at] === 0 || this.#pairs[at]! > 0 || (this.#pairs[at + 1] ?? 0) > 0) continue;
      doubtsLeft--;
      const [before, after] = [units[at - 1], units[at + 1]];
      let [best, chosen] = [0, units[at]!];
      for (const { character, isNear } of homophonesOf(this.#index, this.#syllables[at]!)) {
        const fit = this.#fit(before, character, after) * (isNear ? NEAR_SHARE : 1);
        if (fit > best) [best, chosen] = [fit, character];
      }
      if (best > 0) this.#put(at, chosen);
    }
  }

  /** How well a character stands between two others; 0: the bank does not know it there. */
  #fit(before: string | undefined, character: string, after: string | undefined): number {
    const left = this.#frequency(before, character);
    const right = this.#frequency(character, after);
    const isAtEnd = before === undefined || after === undefined;
    if (Math.max(left, right) < this.#evidence * (isAtEnd ? END_FACTOR : 1)) return 0;
    if ((before !== undefined && left === 0) || (after !== undefined && right === 0)) return 0;
    return Math.log(1 + left) + Math.log(1 + right);
  }

  #put(at: number, unit: string): void {
    const units = this.#units;
    units[at] = unit;
    this.#pairs[at] = this.#frequency(units[at - 1], unit);
    if (at + 1 < units.length) this.#pairs[at + 1] = this.#frequency(unit, units[at + 1]);
  }

  #frequency(first: string | undefined, second: string | undefined): number {
    return pairFrequency(this.#index, first, second);
  }
}

/** Two characters bear witness for each other alone: what stands side by side in 办理好 makes no 理好 of 你好. */
function isWord(index: BankIndex, text: string): boolean {
  return index.documentFrequency(wordTerm(text)) > 0;
}

function known(frequency = 0): number {
  return frequency > 0 ? 1 : 0;
}
