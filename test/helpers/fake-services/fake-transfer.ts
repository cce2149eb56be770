import { AppError } from '../../../src/errors.ts';
import { importConflict } from '../../../src/service/import-conflict.ts';
import type { ImportChange, ImportRecord, ImportStatus } from '../../../src/service/ports/import-store.ts';
import { NEW_QUESTION_DEFAULTS } from '../../../src/service/question-content.ts';
import type { BankTransfer } from '../../../src/service/use-cases/bank-transfer.ts';
import { importRecord } from '../import-record.ts';
import { type FakeBank, NOW } from './fake-bank.ts';

/** Imports in memory: each reads two rows, adds one and rejects the other. */
export function fakeTransfer(bank: FakeBank): BankTransfer {
  const records = new Map<string, ImportRecord>();
  const listeners: ((status: ImportStatus) => void)[] = [];
  const find = (id: string): ImportRecord => {
    const record = records.get(id);
    if (record === undefined) throw new AppError('import_not_found', { id });
    return record;
  };
  const complete = (record: ImportRecord): ImportRecord => {
    const ended: ImportRecord = {
      ...record,
      state: record.dryRun ? 'validated' : 'published',
      counts: { read: 2, added: 1, updated: 0, unchanged: 0, rejected: 1, removed: 0 },
      findings: [
        {
          level: 'error',
          sheet: '信用卡',
          row: 3,
          column: 'B',
          cell: 'B3',
          rule: 'answer_missing',
          found: '没有答案',
          expected: '请填写答案',
          fix: null,
        },
      ],
      checkedVersion: 42,
      bankVersion: record.dryRun ? null : 43,
      finishedAt: NOW,
    };
    records.set(record.id, ended);
    for (const listener of listeners) listener(ended);
    return ended;
  };
  return {
    submitImport: async ({ bank: name, fileName, mode, dryRun, strict, extraColumns, publishAt }, caller) => {
      await bank.findBank(name);
      const record = importRecord({
        ...{ id: `i${String(records.size + 1)}`, bank: name, fileName, mode, dryRun },
        ...{ strict: strict === true, extraColumns: extraColumns ?? 'ignore', publishAt: publishAt ?? null },
        ...{ createdBy: caller.name, createdAt: NOW },
      });
      records.set(record.id, record);
      return record;
    },
    completeImport: async (id) => Promise.resolve(complete(find(id))),
    findImport: async (id) => Promise.resolve(find(id)),
    followImport: async function* (id) {
      const progress = { phase: 'judging', done: 1, total: 2, rowsPerSecond: 100 } as const;
      yield await Promise.resolve({ ...find(id), state: 'running' as const, progress });
      yield complete(find(id));
    },
    cancelImport: async (id) => {
      const record = find(id);
      if (record.state !== 'queued') throw importConflict(record.state);
      records.set(id, { ...record, state: 'cancelled', finishedAt: NOW });
      return Promise.resolve(find(id));
    },
    publishImport: async (id, { force }) => {
      const record = find(id);
      if (record.state !== 'validated') throw importConflict(record.state);
      if (!force) throw new AppError('import_outdated', { seen: 42, current: 43 });
      records.set(id, { ...record, dryRun: false, state: 'queued' });
      return Promise.resolve(find(id));
    },
    undoImport: async (id, { partial }) => {
      const record = find(id);
      if (record.state !== 'published') throw importConflict(record.state);
      const question = '信用卡如何还款？';
      if (!partial) {
        const details = [{ path: 'q1', message: { zh: question, en: question } }];
        throw new AppError('undo_conflict', { count: 1 }, { details });
      }
      const undone: ImportRecord = { ...record, state: 'undone' };
      records.set(id, undone);
      const kept = [{ questionId: 'q1', question, reason: 'changed' as const }];
      return Promise.resolve({ import: undone, restored: 1, kept });
    },
    listImportChanges: async (id, kind, { limit, offset }) => {
      const content = { ...NEW_QUESTION_DEFAULTS, question: '信用卡如何还款？', answer: '柜台还款。' };
      const change: ImportChange = {
        kind,
        place: { sheet: '信用卡', row: 2 },
        questionId: 'q1',
        before: content,
        after: { ...content, answer: '手机还款。', tags: ['还款'] },
        question: content.question,
      };
      find(id);
      return Promise.resolve({ items: [change].slice(offset, offset + limit), total: 1 });
    },
    onImportEnded: (listener) => {
      listeners.push(listener);
    },
    async *importReport() {
      yield await Promise.resolve(Buffer.from('PK report'));
    },
    async *importTemplate() {
      yield await Promise.resolve(Buffer.from('PK template'));
    },
    exportBank: async function* (name, format) {
      const { questions } = bank.open(name);
      await bank.findBank(name);
      for (const question of questions.values()) {
        yield Buffer.from(
          format === 'ndjson' ? `${JSON.stringify({ question: question.question })}\n` : question.question,
        );
      }
    },
  };
}
