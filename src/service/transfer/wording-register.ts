import type { StoredQuestion } from '../ports/question.ts';
import { isSameContent } from '../question-content.ts';
import { isRejected, type JudgedRow } from './judge-row.ts';
import { breach, quote, type Rule } from './rules.ts';
import { placeOf } from './sheet-layout.ts';
import { whereIs } from './where-is.ts';
import { cellWithout } from './wording-cells.ts';

/** All wordings of the sound rows of a file, to find those that two entries lay claim to. */
export class WordingRegister {
  readonly #questions = new Map<string, JudgedRow>();
  readonly #phrasings = new Map<string, JudgedRow>();
  readonly #externalIds = new Set<string>();
  /** Wordings of a row that are better left out, so that every fix leaves out all of them. */
  readonly #unwanted = new Map<JudgedRow, Set<string>>();

  /** Takes a row in, after those above it, and marks what it shares with them. */
  addQuestion(row: JudgedRow): void {
    if (isRejected(row)) return;
    this.#questions.set(row.questionKey, row);
    if (row.fields.externalId != null) this.#externalIds.add(row.fields.externalId);
  }

  /** To be called after all questions are in. */
  addPhrasings(row: JudgedRow): void {
    if (isRejected(row)) return;
    row.phrasingKeys.forEach((key, position) => {
      const wording = row.fields.phrasings![position]!;
      const asQuestion = this.#questions.get(key);
      const asPhrasing = this.#phrasings.get(key);
      if (asQuestion !== undefined) {
        this.#mark(row, wording, 'phrasing_is_question', `是${whereIs(asQuestion, row)}的问题`);
      } else if (asPhrasing !== undefined) {
        this.#mark(row, wording, 'phrasing_shared', `也列在${whereIs(asPhrasing, row)}`);
      } else {
        this.#phrasings.set(key, row);
      }
    });
  }

  /** Whether a row of the file is about this question of the bank and takes its place. */
  replaces({ externalId, questionKey }: StoredQuestion): boolean {
    return this.#questions.has(questionKey) || (externalId !== null && this.#externalIds.has(externalId));
  }

  /** The question, with the texts of the row that says the same where there is one, so that both take memory once. */
  sharingTexts(stored: StoredQuestion): StoredQuestion {
    const row = this.#questions.get(stored.questionKey);
    if (row === undefined || !isSameContent(row.content, stored)) return stored;
    return { ...stored, ...row.content, questionKey: row.questionKey };
  }

  /** Marks what rows share with a question of the bank that stays as it is. */
  compare(stored: StoredQuestion, identityOf: (text: string) => string): void {
    const name = `题库里的${quote(stored.question)}`;
    this.#markPhrasing(stored.questionKey, 'phrasing_is_question', `是${name}的问题`);
    for (const key of stored.phrasings.map(identityOf)) {
      this.#markPhrasing(key, 'phrasing_shared', `也列在${name}`);
      const row = this.#questions.get(key);
      if (row === undefined) continue;
      const place = placeOf(row.layout, row.source.number, 'question');
      const found = `问题${quote(row.fields.question!)}已是${name}的相似问`;
      row.findings.push(breach('phrasing_is_question', place, found));
    }
  }

  #markPhrasing(key: string, rule: Rule, found: string): void {
    const row = this.#phrasings.get(key);
    const wording = row?.fields.phrasings?.[row.phrasingKeys.indexOf(key)];
    if (row !== undefined && wording !== undefined) this.#mark(row, wording, rule, found);
  }

  #mark(row: JudgedRow, wording: string, rule: Rule, found: string): void {
    const unwanted = this.#unwanted.get(row) ?? new Set();
    this.#unwanted.set(row, unwanted.add(wording));
    const cell = cellWithout(row, 'phrasings', wording, unwanted);
    const place = placeOf(row.layout, row.source.number, 'phrasings', cell?.column.index);
    row.findings.push(breach(rule, place, `相似问${quote(wording)}${found}`, cell?.rest ?? null));
  }
}
