import type { HistoryEntry } from './ports/change-log.ts';

/** What tells one step of a bank from any other that might come to the same version, see `ChangeLog.changeMark`. */
export function stepMarkOf({
  kind,
  questionId,
  by,
  at,
}: Pick<HistoryEntry, 'kind' | 'questionId' | 'by' | 'at'>): string {
  return [kind, questionId, by, at.toISOString()].join(' ');
}
