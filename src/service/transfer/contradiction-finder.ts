import type { Assertions } from '../../engine/index.ts';
import type { StoredQuestion } from '../ports/question.ts';
import type { JudgingEngine } from '../search-engine.ts';
import { isRejected, type JudgedRow } from './judge-row.ts';
import { breach, quote } from './rules.ts';
import { placeOf } from './sheet-layout.ts';
import { whereIs } from './where-is.ts';

type ContradictionEngine = Pick<JudgingEngine, 'readAssertions' | 'findContradiction' | 'unifySynonyms'>;

/** Of rows about one matter, so many are held against a question: files may hold one phrase a thousand times. */
const MOST_COMPARED = 8;
const ASSERTIONS_KEPT = 10_000;

/** A row, and what it is about. */
interface Entry {
  row: JudgedRow;
  matter: string;
}

/**
 * Finds questions that mean the same in other words while their answers contradict each other. Questions are
 * about the same matter when they hold the same characters, but for synonyms and the manner of asking, in nearly the
 * same order. 招商银行 is not 建设银行, however alike the rest: better to miss a pair than to cry wolf. O(rows + bank).
 */
export class ContradictionFinder {
  readonly #engine: ContradictionEngine;
  readonly #entries = new Map<string, Entry[]>();
  readonly #assertions = new Map<string, Assertions>();

  constructor(engine: ContradictionEngine) {
    this.#engine = engine;
  }

  /** Marks where a sound row contradicts one of those before it. */
  add(row: JudgedRow): void {
    if (isRejected(row) || row.fields.answer === undefined) return;
    const entry = { row, matter: this.#matterOf(row.questionKey) };
    const key = charactersOf(entry.matter);
    const others = this.#entries.get(key);
    if (others === undefined) {
      this.#entries.set(key, [entry]);
      return;
    }
    for (const { row: other, matter } of others) {
      const { question, answer } = other.fields;
      this.#hold(entry, { matter, question: question!, answer: answer! }, () => whereIs(other, row));
    }
    if (others.length < MOST_COMPARED) others.push(entry);
  }

  /** Marks the rows that contradict an entry of the bank that stays. */
  compare({ question, questionKey, answer }: StoredQuestion): void {
    const matter = this.#matterOf(questionKey);
    for (const entry of this.#entries.get(charactersOf(matter)) ?? []) {
      this.#hold(entry, { matter, question, answer }, () => '题库里');
    }
  }

  #matterOf(questionKey: string): string {
    return matterOf(this.#engine.unifySynonyms(questionKey));
  }

  #hold(
    { row, matter }: Entry,
    other: { matter: string; question: string; answer: string },
    where: () => string,
  ): void {
    if (row.fields.answer === other.answer || !isSameOrder(matter, other.matter)) return;
    // One is enough to make a person look.
    if (row.findings.some(({ rule }) => rule === 'contradicting_answers')) return;
    const [mine, theirs] = [this.#assertionsOf(row.fields.answer!), this.#assertionsOf(other.answer)];
    const contradiction = this.#engine.findContradiction(mine, theirs);
    if (contradiction === null) return;
    const found = `与${where()}${quote(other.question)}问的是同一件事，答案却矛盾：${contradiction}`;
    const place = placeOf(row.layout, row.source.number, 'answer');
    row.findings.push(breach('contradicting_answers', place, found));
  }

  #assertionsOf(answer: string): Assertions {
    let assertions = this.#assertions.get(answer);
    if (assertions === undefined) {
      assertions = this.#engine.readAssertions(answer);
      if (this.#assertions.size >= ASSERTIONS_KEPT) this.#assertions.clear();
      this.#assertions.set(answer, assertions);
    }
    return assertions;
  }
}

/** Longer ones first where one begins with another. */
const MANNER_OF_ASKING =
  /请问|请教|麻烦|你好|您好|咨询|想知道|了解|能不能|可不可以|是不是|要不要|会不会|有没有|能否|可否|是否|可以|需要|收取|办理|进行|怎么样|怎么|怎样|如何|什么时候|时候|时间|何时|多少钱|多少|多久|多长|哪些|什么|一下|我们|流程|步骤|方法|方式|途径|标准|规定|具体|详细|目前|现在|一般|通常|到底|究竟|大概|[的了吗呢吧啊呀嘛哦么是要能会有在收我你您想该去几啥为咋]/g;

/** What a question is about: 房贷能不能提前还款 and 房贷可以提前还款吗 are both about 房贷提前还款. */
function matterOf(questionKey: string): string {
  const matter = questionKey.replace(MANNER_OF_ASKING, '');
  return matter.length < 2 ? questionKey : matter;
}

/** Its code units in order: equal for texts of the same characters. */
function charactersOf(matter: string): string {
  const codes = Uint16Array.from({ length: matter.length }, (_, i) => matter.charCodeAt(i));
  return String.fromCharCode(...codes.sort());
}

/**
 * Whether texts of the same characters share most neighbours, and all numbers: 社保余额查询 and 查询社保余额, not 甲兑乙
 * and 乙兑甲, nor 第12条 and 第21条.
 */
function isSameOrder(one: string, other: string): boolean {
  if (numbersOf(one) !== numbersOf(other)) return false;
  const pairs = new Set<string>();
  for (let i = 0; i < one.length - 1; i++) pairs.add(one.slice(i, i + 2));
  let shared = 0;
  for (let i = 0; i < other.length - 1; i++) if (pairs.has(other.slice(i, i + 2))) shared++;
  return 3 * shared > 2 * (one.length - 1) || one === other;
}

function numbersOf(matter: string): string {
  return matter.match(/\d+/g)?.sort().join(' ') ?? '';
}
