import { newUlid } from '../new-ulid.ts';
import type {
  ImportChange,
  ImportCounts,
  ImportFinding,
  ImportMode,
  SourcePlace,
} from '../ports/import-store.ts';
import type { QuestionChange } from '../ports/question-store.ts';
import type { QuestionContent, StoredQuestion } from '../ports/question.ts';
import { checkQuestionContent, isSameContent, isSameValue, questionContentOf } from '../question-content.ts';
import { takeTurns } from '../take-turns.ts';
import { checkFields, isRejected, type JudgedRow } from './judge-row.ts';
import { matchRows } from './match-rows.ts';
import { breach, quote } from './rules.ts';
import { placeOf } from './sheet-layout.ts';
import { visibleText } from '../visible-text.ts';

/** What an import would do to a bank. */
export interface ChangeSet {
  /** What is to be written. */
  writes: QuestionChange[];
  /** The same for people, with what is unchanged and rejected: every row of the file, then what is removed. */
  changes: ImportChange[];
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
 * O(rows + stored), in turns with other work.
 */
export async function planChangeSet(
  rows: readonly JudgedRow[],
  stored: readonly StoredQuestion[],
  mode: ImportMode,
  identityOf: (text: string) => string,
): Promise<ChangeSet> {
  const matches = matchRows(rows, stored, mode);
  const findings = new Map<JudgedRow, ImportFinding[]>();
  let candidates: Candidate[] = [];
  const turn = takeTurns();
  for (const row of rows) {
    if (turn.isOver) await turn.pass();
    if (isRejected(row)) continue;
    const existing = matches.get(row) ?? null;
    const merged = mergeRow(row, existing, identityOf);
    if (merged.findings.length > 0) findings.set(row, merged.findings);
    else candidates.push({ row, existing, content: merged.content, questionKey: merged.questionKey });
  }
  if (mode === 'add') candidates = candidates.filter((candidate) => !refuseKnown(candidate));
  const meant = new Set([...matches.values()].map(({ id }) => id));
  const removed = mode === 'replace' ? stored.filter(({ id }) => !meant.has(id)) : [];
  candidates = withoutCollisions(candidates, stored, removed, refuse);

  const changes: ImportChange[] = [];
  const writes = removed.map(toRemoval);
  const byRow = new Map(candidates.map((candidate) => [candidate.row, candidate]));
  for (const row of rows) {
    if (turn.isOver) await turn.pass();
    const candidate = byRow.get(row);
    if (candidate === undefined) {
      changes.push(keptAsItIs('rejected', row, matches.get(row)));
    } else if (isUnchanged(candidate, identityOf)) {
      changes.push(keptAsItIs('unchanged', row, matches.get(row)));
    } else {
      const place = sourceOf(row);
      const write = toWrite(candidate, place);
      writes.push(write);
      changes.push(toChange(candidate, write.id, place));
    }
  }
  for (const question of removed) changes.push(toRemovedChange(question));
  return { writes, changes, counts: countsOf(rows, changes), findings };

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

/** What is to be stored of a sound row. One that adds, or says what is there already, has been checked before. */
function mergeRow(
  row: JudgedRow,
  existing: StoredQuestion | null,
  identityOf: (text: string) => string,
): ReturnType<typeof checkFields> {
  const { content, questionKey } = row;
  if (existing === null) return { content, questionKey, findings: [] };
  const said = Object.keys(row.fields) as (keyof QuestionContent)[];
  const known = questionContentOf(existing);
  const isSaid = said.every((field) => isSameValue(content[field], known[field]));
  if (isSaid) return { content: known, questionKey: existing.questionKey, findings: [] };
  return checkFields(row, row.fields, existing, identityOf);
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
    question: visibleText(content.question),
    answer: visibleText(content.answer),
    phrasings: content.phrasings.map(visibleText),
    negativePhrasings: content.negativePhrasings.map(visibleText),
    extra: Object.fromEntries(
      Object.entries(content.extra).map(([name, value]) => [name, visibleText(value)]),
    ),
  };
}

function toRemoval({ id, version }: StoredQuestion): QuestionChange {
  return { kind: 'remove', id, expectedVersion: version };
}

/** What is added has its id from here, so that the change-set can name it. */
function toWrite(
  { existing, content, questionKey }: Candidate,
  place: SourcePlace,
): QuestionChange & { id: string } {
  if (existing === null) return { kind: 'add', id: newUlid(), content, questionKey, place };
  return { kind: 'update', id: existing.id, content, questionKey, expectedVersion: existing.version, place };
}

function sourceOf({ layout, source }: JudgedRow): SourcePlace {
  return { sheet: layout.sheet.name, row: source.number };
}

function toChange({ existing, content }: Candidate, questionId: string, place: SourcePlace): ImportChange {
  const { question } = content;
  if (existing === null) return { kind: 'added', place, questionId, before: null, after: content, question };
  return {
    kind: 'updated',
    place,
    questionId,
    before: questionContentOf(existing),
    after: content,
    question,
  };
}

function toRemovedChange(stored: StoredQuestion): ImportChange {
  const { id: questionId, question } = stored;
  const before = questionContentOf(stored);
  return { kind: 'removed', place: null, questionId, before, after: null, question };
}

function keptAsItIs(
  kind: 'unchanged' | 'rejected',
  row: JudgedRow,
  meant: StoredQuestion | undefined,
): ImportChange {
  const question = row.fields.question ?? '';
  return { kind, place: sourceOf(row), questionId: meant?.id ?? null, before: null, after: null, question };
}

function countsOf(rows: readonly JudgedRow[], changes: readonly ImportChange[]): ImportCounts {
  const counts = { read: rows.length, added: 0, updated: 0, unchanged: 0, rejected: 0, removed: 0 };
  for (const { kind } of changes) counts[kind]++;
  return counts;
}

function nameOf({ externalId, question }: StoredQuestion): string {
  return externalId === null ? quote(question) : `${quote(question)}（编号 ${externalId}）`;
}
