import type { ImportCounts, ImportFinding, ImportMode } from '../ports/import-store.ts';
import type { QuestionChange } from '../ports/question-store.ts';
import type { QuestionContent, StoredQuestion } from '../ports/question.ts';
import { checkQuestionContent, isSameContent } from '../question-content.ts';
import { checkFields, isRejected, NEW_QUESTION, type JudgedRow } from './judge-row.ts';
import { matchRows } from './match-rows.ts';
import { breach, quote } from './rules.ts';
import { placeOf } from './sheet-layout.ts';
import { visibleText } from './visible-text.ts';

/** What an import would do to a bank. */
export interface ChangeSet {
  changes: QuestionChange[];
  counts: ImportCounts;
  /** What the bank has against single rows. */
  findings: ReadonlyMap<JudgedRow, readonly ImportFinding[]>;
}

/** A row that is sound so far, with what would be stored. */
interface Candidate {
  row: JudgedRow;
  existing: StoredQuestion | null;
  content: QuestionContent;
  questionKey: string;
}

/**
 * Holds the rows against the bank. read = added + updated + unchanged + rejected.
 * @param stored the questions that the rows may mean or collide with; with mode `replace` all of the bank
 * Pure, O(rows + stored).
 */
export function planChangeSet(
  rows: readonly JudgedRow[],
  stored: readonly StoredQuestion[],
  mode: ImportMode,
  identityOf: (text: string) => string,
): ChangeSet {
  const matches = matchRows(rows, stored, mode);
  const findings = new Map<JudgedRow, ImportFinding[]>();
  let candidates: Candidate[] = [];
  for (const row of rows.filter((each) => !isRejected(each))) {
    const existing = matches.get(row) ?? null;
    const merged = checkFields(row, row.fields, existing ?? NEW_QUESTION, identityOf);
    if (merged.findings.length > 0) findings.set(row, merged.findings);
    else candidates.push({ row, existing, content: merged.content, questionKey: merged.questionKey });
  }
  if (mode === 'add') candidates = candidates.filter((candidate) => !refuseKnown(candidate));
  const meant = new Set([...matches.values()].map(({ id }) => id));
  const removed = mode === 'replace' ? stored.filter(({ id }) => !meant.has(id)) : [];
  candidates = withoutCollisions(candidates, stored, removed, refuse);

  const changed = candidates.filter((candidate) => !isUnchanged(candidate, identityOf));
  const added = changed.filter(({ existing }) => existing === null).length;
  return {
    changes: [...removed.map(toRemoval), ...changed.map(toChange)],
    counts: {
      read: rows.length,
      added,
      updated: changed.length - added,
      unchanged: candidates.length - changed.length,
      rejected: rows.length - candidates.length,
      removed: removed.length,
    },
    findings,
  };

  function refuseKnown({ row, existing }: Candidate): boolean {
    if (existing === null) return false;
    const found = `题库里已有这个问题${nameOf(existing)}`;
    findings.set(row, [breach('already_in_bank', placeOf(row.layout, row.source.number, 'question'), found)]);
    return true;
  }

  function refuse({ row }: Candidate, owner: StoredQuestion): void {
    const found = `题库里的另一条${nameOf(owner)}已是这个问题`;
    findings.set(row, [breach('question_taken', placeOf(row.layout, row.source.number, 'question'), found)]);
  }
}

/**
 * Without the candidates whose question belongs to another that stays as it is. Refusing one leaves its own
 * question in place, which may stand in the way of the next, hence the repetition.
 */
function withoutCollisions(
  candidates: Candidate[],
  stored: readonly StoredQuestion[],
  removed: readonly StoredQuestion[],
  refuse: (candidate: Candidate, owner: StoredQuestion) => void,
): Candidate[] {
  for (let left = candidates; ;) {
    const moving = new Set([...removed, ...left.flatMap(({ existing }) => existing ?? [])]);
    const staying = new Map(
      stored.filter((question) => !moving.has(question)).map((question) => [question.questionKey, question]),
    );
    const sound = left.filter((candidate) => {
      const owner = staying.get(candidate.questionKey);
      if (owner !== undefined) refuse(candidate, owner);
      return owner === undefined;
    });
    if (sound.length === left.length) return sound;
    left = sound;
  }
}

/** Questions written through other doors may hold characters that nobody sees and an import cleans away. */
function isUnchanged({ existing, content }: Candidate, identityOf: (text: string) => string): boolean {
  if (existing === null) return false;
  if (isSameContent(content, existing)) return true;
  const asSeen = (each: QuestionContent) => checkQuestionContent(visibleContent(each), identityOf).content;
  return isSameContent(asSeen(content), asSeen(existing));
}

function visibleContent(content: QuestionContent): QuestionContent {
  return {
    ...content,
    externalId: visibleText(content.externalId ?? ''),
    question: visibleText(content.question),
    answer: visibleText(content.answer),
    category: visibleText(content.category ?? ''),
    phrasings: content.phrasings.map(visibleText),
    negativePhrasings: content.negativePhrasings.map(visibleText),
    tags: content.tags.map(visibleText),
  };
}

function toRemoval({ id, version }: StoredQuestion): QuestionChange {
  return { kind: 'remove', id, expectedVersion: version };
}

function toChange({ existing, content, questionKey }: Candidate): QuestionChange {
  if (existing === null) return { kind: 'add', content, questionKey };
  return { kind: 'update', id: existing.id, content, questionKey, expectedVersion: existing.version };
}

function nameOf({ externalId, question }: StoredQuestion): string {
  return externalId === null ? quote(question) : `${quote(question)}（编号 ${externalId}）`;
}
