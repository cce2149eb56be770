import type { Assertions } from '../../engine/index.ts';
import type { StoredQuestion } from '../ports/question.ts';
import type { JudgingEngine } from '../search-engine.ts';
import { isRejected, type JudgedRow } from './judge-row.ts';
import { breach, quote } from './rules.ts';
import { placeOf } from './sheet-layout.ts';
import { whereIs } from './where-is.ts';

type ContradictionEngine = Pick<JudgingEngine, 'readAssertions' | 'findContradiction'>;

/** Of rows about one matter, so many are held against a question: files may hold one phrase a thousand times. */
const MOST_COMPARED = 8;
const ASSERTIONS_KEPT = 10_000;

/**
 * Finds questions that mean the same in other words while their answers contradict each other. Questions are
 * about the same matter when they hold the same characters, but for the manner of asking, in nearly the same
 * order. 招商银行 is not 建设银行, however alike the rest: better to miss a pair than to cry wolf. O(rows + bank).
 */
export class ContradictionFinder {
  readonly #engine: ContradictionEngine;
  readonly #rows = new Map<string, JudgedRow[]>();
  readonly #assertions = new Map<string, Assertions>();

  constructor(engine: ContradictionEngine) {
    this.#engine = engine;
  }

  /** Marks where a sound row contradicts one of those before it. */
  add(row: JudgedRow): void {
    if (isRejected(row) || row.fields.answer === undefined) return;
    const key = charactersOf(matterOf(row.questionKey));
    const others = this.#rows.get(key);
    if (others === undefined) {
      this.#rows.set(key, [row]);
      return;
    }
    for (const other of others) {
      this.#hold(row, other.fields.question!, other.questionKey, other.fields.answer!, () =>
        whereIs(other, row),
      );
    }
    if (others.length < MOST_COMPARED) others.push(row);
  }

  /** Marks the rows that contradict an entry of the bank that stays. */
  compare({ question, questionKey, answer }: StoredQuestion): void {
    for (const row of this.#rows.get(charactersOf(matterOf(questionKey))) ?? []) {
      this.#hold(row, question, questionKey, answer, () => '题库里');
    }
  }

  #hold(row: JudgedRow, question: string, questionKey: string, answer: string, where: () => string): void {
    if (row.fields.answer === answer || !isSameOrder(matterOf(row.questionKey), matterOf(questionKey)))
      return;
    // One is enough to make a person look.
    if (row.findings.some(({ rule }) => rule === 'contradicting_answers')) return;
    const [mine, theirs] = [this.#assertionsOf(row.fields.answer!), this.#assertionsOf(answer)];
    const contradiction = this.#engine.findContradiction(mine, theirs);
    if (contradiction === null) return;
    const found = `与${where()}${quote(question)}问的是同一件事，答案却矛盾：${contradiction}`;
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

const MANNER_OF_ASKING =
  /请问|能不能|可不可以|是不是|要不要|会不会|有没有|能否|可否|是否|可以|需要|收取|办理|进行|怎么样|怎么|怎样|如何|什么时候|时候|时间|何时|多少钱|多少|多久|多长|哪些|什么|一下|我们|[的了吗呢吧啊呀是要能会有在收我你您想该去几啥为咋]/g;

/** What a question is about: 房贷能不能提前还款 and 房贷可以提前还款吗 are both about 房贷提前还款. */
function matterOf(questionKey: string): string {
  const matter = questionKey.replace(MANNER_OF_ASKING, '');
  return matter.length < 2 ? questionKey : matter;
}

function charactersOf(matter: string): string {
  return Array.from(matter).sort().join('');
}

/** Whether texts of the same characters share most neighbours: 社保余额查询 and 查询社保余额, not 甲兑乙 and 乙兑甲. */
function isSameOrder(one: string, other: string): boolean {
  const pairs = new Set<string>();
  for (let i = 0; i < one.length - 1; i++) pairs.add(one.slice(i, i + 2));
  let shared = 0;
  for (let i = 0; i < other.length - 1; i++) if (pairs.has(other.slice(i, i + 2))) shared++;
  return 3 * shared > 2 * (one.length - 1) || one === other;
}
