import type { Caller } from '../caller.ts';
import type { GoldenQuestion } from '../ports/golden-store.ts';

/** What came first, or would have had to. */
export interface FoundQuestion {
  id: string;
  question: string;
  /** 0–1. */
  confidence: number;
}

/** A golden question whose answer does not come first. */
export interface GoldenMiss extends GoldenQuestion {
  /** `absent`: the bank holds no such published question; else where it comes instead. */
  reason: 'absent' | 'lower' | 'not_found';
  /** Place of the right question, from 2; null: not among the first ten. */
  place: number | null;
  /** What comes first instead; null: nothing is found. */
  first: FoundQuestion | null;
}

/** How a bank does on its golden questions. */
export interface GoldenReport {
  bank: string;
  bankVersion: number;
  total: number;
  /** Whose question comes first. */
  hits: number;
  /** Hits that would be answered outright: sure enough, and no guard objects. */
  answered: number;
  misses: GoldenMiss[];
}

/** Questions with known answers, by which a bank is tested and from which it learns. */
export interface GoldenQuestions {
  list(bank: string, caller: Caller): Promise<GoldenQuestion[]>;
  /** Puts these in place of all. @throws AppError `bank_not_found`, `validation_failed` */
  replace(bank: string, golden: readonly GoldenQuestion[], caller: Caller): Promise<GoldenQuestion[]>;
  /** Asks them all, about a millisecond each, in turns with other work. @throws AppError `bank_not_found`, `not_ready` */
  check(bank: string, caller: Caller): Promise<GoldenReport>;
}
