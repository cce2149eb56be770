import type { Audit, QuestionContent } from '../../../src/service/ports/question.ts';
import type { QuestionChange } from '../../../src/service/ports/question-store.ts';
import { NEW_QUESTION_DEFAULTS } from '../../../src/service/question-content.ts';

export const TESTER: Audit = {
  by: 'tester',
  at: new Date('2026-01-01T08:00:00Z'),
  reason: null,
  importId: null,
};

export const SETTINGS = {
  title: '金融',
  answerThreshold: 0.75,
  suggestThreshold: 0.35,
  fallback: '请联系客服',
  isPublic: true,
};

export function contentOf(question: string, parts: Partial<QuestionContent> = {}): QuestionContent {
  return { ...NEW_QUESTION_DEFAULTS, question, answer: `答：${question}`, ...parts };
}

export function addition(question: string, parts: Partial<QuestionContent> = {}): QuestionChange {
  return { kind: 'add', content: contentOf(question, parts), questionKey: question };
}
