import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ImportChange, ImportFinding, ImportRecord } from '../../src/service/ports/import-store.ts';
import type { Lease } from '../../src/service/ports/job-store.ts';
import type { QuestionChange } from '../../src/service/ports/question-store.ts';
import type { Store } from '../../src/service/ports/store.ts';
import { expectError } from './expect-error.ts';
import { importRecord } from '../helpers/import-record.ts';
import {
  add,
  addAll,
  audit,
  contentOf,
  newBank,
  remove,
  settings,
  update,
  type SuiteContext,
} from './store-fixtures.ts';

// 1. An import comes back as queued, its file of twenty megabytes byte for byte; while a worker has its job it runs, with its progress.
// 2. What ends a job is one transaction: bank, made with it where there was none, change log with places, record, thousands of findings, change-set.
// 3. The log knows what an import did and from which row. An undo is one transaction and happens once; a removed
//    question comes back with its id, maker and time.
// 4. Whoever has lost the lease writes nothing. A fault of the write leaves job and record as they were.
// 5. Cancelling takes the job away once. A checked import can be put in line again, once, also after that has ended;
//    one that is no longer `validated` cannot.
// 6. Change-sets are read by kind and page, in the order of the file; of what was written the log tells, for good.
// 7. Files and change-sets of old imports are forgotten, those of imports with a job are not.

const now = new Date('2026-03-01T00:00:00.000Z');
const finding: ImportFinding = {
  ...{ level: 'error', sheet: '问答', row: 2, column: 'B', cell: 'B2', rule: 'answer_missing' },
  ...{ found: '没有答案', expected: '请填写答案', fix: null },
};

let imports = 0;

/** An import of its own bank whose job is leased. */
async function leased(store: Store): Promise<{ record: ImportRecord; lease: Lease }> {
  const record = importRecord({ id: `import-${++imports}`, bank: await newBank(store) });
  const job = { id: record.id, queue: record.bank, payload: null, dueAt: now };
  await store.queueImport(record, Buffer.from('问题,答案'), job);
  await store.leaseJob('w', now, { leaseMs: 1000, queue: record.bank });
  return { record, lease: { jobId: record.id, worker: 'w' } };
}

export function importContract(context: SuiteContext): void {
  describe('imports', () => {
    it('are kept with their file, and run while a worker has their job', async () => {
      const { store } = context;
      const record = importRecord({ id: `import-${++imports}`, bank: await newBank(store), publishAt: now });
      const file = randomBytes(20_000_000);
      const job = { id: record.id, queue: record.bank, payload: null, dueAt: now };
      await store.queueImport(record, file, job);
      expect(await store.findImport(record.id)).toEqual(record);
      expect(Buffer.compare((await store.readImportFile(record.id))!, file)).toBe(0);
      await store.leaseJob('w', now, { leaseMs: 1000, queue: record.bank });
      const progress = { phase: 'judging', done: 5, total: 10, rowsPerSecond: 100 } as const;
      await store.renewLease({ jobId: record.id, worker: 'w' }, now, progress);
      const running = { ...record, state: 'running', progress } as const;
      expect(await store.findImport(record.id)).toEqual(running);
      expect({ ...(await store.findImportStatus(record.id)), findings: [] }).toEqual(running);
      expect(await store.findImport('𠮷')).toBeNull();
      expect(await store.readImportFile('𠮷')).toBeNull();
      await store.cancelImport(record.id, now);
    });

    it('end in one transaction with their write', async () => {
      const { store } = context;
      const { record, lease } = await leased(store);
      const ended: ImportRecord = {
        ...record,
        ...{ state: 'published', finishedAt: now, checkedVersion: 1 },
        counts: { read: 3001, added: 1, updated: 0, unchanged: 0, rejected: 3000, removed: 0 },
        findings: Array.from({ length: 3000 }, (_, n) => ({ ...finding, row: n + 2 })),
      };
      const place = { sheet: '问答', row: 3002 };
      const write = {
        changes: [{ ...add('一'), id: 'question-1', place }],
        audit: { ...audit, importId: record.id },
      };
      const kept = await store.finishImport({ record: ended, changes: [], write, continueAt: null }, lease);
      expect(kept).toEqual({ ...ended, bankVersion: 2 });
      expect(await store.findImport(record.id)).toEqual(kept);
      expect(await store.findQuestion(record.bank, 'question-1')).toMatchObject({ question: '一' });
      expect(await store.cancelImport(record.id, now)).toBe(false);
      await expectError(
        store.finishImport({ record: ended, changes: [], write: null, continueAt: null }, lease),
        'import_conflict',
      );
    });

    it('make their bank in that transaction, or neither', async () => {
      const { store } = context;
      const named = `made-${++imports}`;
      const record = importRecord({ id: `import-${named}`, bank: named, state: 'published' });
      const job = { id: record.id, queue: named, payload: null, dueAt: now };
      await store.queueImport(record, Buffer.from('问题,答案'), job);
      await store.leaseJob('w', now, { leaseMs: 1000, queue: named });
      const lease = { jobId: record.id, worker: 'w' };
      const ofImport = { ...audit, importId: record.id };
      const titled = { ...settings, title: '新题库' };
      const finish = (...changes: QuestionChange[]) =>
        store.finishImport(
          { record, changes: [], write: { newBank: titled, changes, audit: ofImport }, continueAt: null },
          lease,
        );
      await expectError(finish(add('一'), add('一')), 'duplicate_question');
      expect(await store.findBank(named)).toBeNull();
      const { bankVersion } = await finish(add('一'));
      // The bank is none of what an undo takes back.
      expect(await store.listImported(named, record.id, bankVersion!)).toMatchObject([{ kind: 'added' }]);
      expect(await store.findBank(named)).toMatchObject({
        ...titled,
        version: bankVersion,
        createdBy: audit.by,
      });
    });

    it('find their bank made by others', async () => {
      const { store } = context;
      const { record, lease } = await leased(store);
      const write = { newBank: settings, changes: [add('一')], audit };
      const outcome = { record: { ...record, state: 'published' } as const, changes: [], write };
      await expectError(store.finishImport({ ...outcome, continueAt: null }, lease), 'bank_exists');
      expect(await store.findBank(record.bank)).toMatchObject({ version: 1 });
    });

    it('tell where each change comes from, and what it was before', async () => {
      const { store } = context;
      const { record, lease } = await leased(store);
      const { bank } = record;
      const [updated, removed] = await addAll(store, bank, add('改', { validFrom: now }), add('删'));
      const place = { sheet: '问答', row: 7 };
      const importId = record.id;
      const write = {
        changes: [{ ...add('增'), id: `${importId}-q`, place }, update(updated!, '改了'), remove(removed!)],
        audit: { ...audit, importId },
      };
      const untouched = { questionId: null, before: null, after: null };
      const changes: ImportChange[] = [
        ...[{ ...untouched, kind: 'added' as const, place, question: '增' }],
        ...[{ ...untouched, kind: 'unchanged' as const, place: { ...place, row: 8 }, question: '同' }],
      ];
      const outcome = { record: { ...record, state: 'published' } as const, changes, write };
      const { bankVersion } = await store.finishImport({ ...outcome, continueAt: null }, lease);
      const imported = await store.listImported(bank, importId, bankVersion!);
      expect(imported).toEqual([
        { kind: 'added', questionId: `${importId}-q`, before: null },
        { kind: 'updated', questionId: updated, before: contentOf('改', { validFrom: now }) },
        { kind: 'removed', questionId: removed, before: contentOf('删') },
      ]);
      expect(await store.listTouchedSince(bank, bankVersion!)).toEqual(new Set());
      await store.applyQuestionChanges(bank, [update(updated!, '又改')], audit);
      expect(await store.listTouchedSince(bank, bankVersion!)).toEqual(new Set([updated]));
      const { items } = await store.listHistory(bank, { importId }, { limit: 9, offset: 0 });
      expect(items.map(({ source }) => source)).toEqual([
        { fileName: record.fileName, sheet: null, row: null },
        { fileName: record.fileName, sheet: null, row: null },
        { fileName: record.fileName, ...place },
      ]);
      const told = (kind: ImportChange['kind']) =>
        store.listImportChanges(importId, kind, { limit: 9, offset: 0 });
      const added = { kind: 'added', place, questionId: `${importId}-q`, before: null, question: '增' };
      expect(await told('added')).toEqual({ items: [{ ...added, after: contentOf('增') }], total: 1 });
      expect((await told('updated')).items[0]).toMatchObject({ place: null, after: contentOf('改了') });
      const gone = { kind: 'removed', place: null, questionId: removed, after: null, question: '删' };
      expect(await told('removed')).toEqual({ items: [{ ...gone, before: contentOf('删') }], total: 1 });
      expect(await told('unchanged')).toEqual({ items: [changes[1]], total: 1 });
      const ids = [updated!, removed!, 'nobody'];
      expect((await store.findQuestions(bank, ids)).map(({ id }) => id)).toEqual([updated]);
    });

    it('are undone once; what was removed comes back as itself', async () => {
      const { store } = context;
      const { record, lease } = await leased(store);
      const { bank } = record;
      const [id] = await addAll(store, bank, add('删'));
      await store.applyQuestionChanges(bank, [update(id!, '删')], { ...audit, by: '李四' });
      const before = await store.findQuestion(bank, id!);
      const by = { ...audit, importId: record.id };
      const outcome = { record: { ...record, state: 'published' } as const, changes: [] };
      const write = { changes: [remove(id!)], audit: by };
      await store.finishImport({ ...outcome, write, continueAt: null }, lease);
      const restore = { kind: 'restore', id: id!, content: contentOf('删'), questionKey: '删' } as const;
      await expectError(store.undoImport(record.id, bank, [remove('nobody')], by), 'question_not_found');
      const undone = await store.undoImport(record.id, bank, [restore], by);
      expect(undone).toMatchObject({ bankVersion: 5 });
      expect(await store.findQuestion(bank, id!)).toEqual({ ...before, version: 4, updatedBy: audit.by });
      expect(await store.findImport(record.id)).toMatchObject({ state: 'undone' });
      await expectError(store.undoImport(record.id, bank, [restore], by), 'import_conflict');
    });

    it('are left alone by a worker who has lost them, and by a write that fails', async () => {
      const { store } = context;
      const { record, lease } = await leased(store);
      const ended = { ...record, state: 'published' } as const;
      const outcome = (...questions: string[]) => ({
        ...{ record: ended, changes: [], continueAt: null },
        write: { changes: questions.map((question) => add(question)), audit },
      });
      await expectError(
        store.finishImport(outcome('一'), { ...lease, worker: 'another' }),
        'import_conflict',
      );
      await expectError(store.finishImport(outcome('一', '一'), lease), 'duplicate_question');
      expect((await store.findBank(record.bank))?.version).toBe(1);
      expect(await store.findImport(record.id)).toEqual(record);
      expect(await store.renewLease(lease, now, null)).toBe(true);
      await store.cancelImport(record.id, now);
    });

    it('are cancelled once', async () => {
      const { store } = context;
      const { record, lease } = await leased(store);
      expect(await store.cancelImport(record.id, now)).toBe(true);
      expect(await store.cancelImport(record.id, now)).toBe(false);
      expect(await store.findImport(record.id)).toMatchObject({ state: 'cancelled', finishedAt: now });
      await expectError(
        store.finishImport({ record, changes: [], write: null, continueAt: null }, lease),
        'import_conflict',
      );
      const job = { id: record.id, queue: record.bank, payload: 'again', dueAt: now };
      await expectError(store.requeueImport(record, job), 'import_conflict', { state: 'cancelled' });
      expect(await store.leaseJob('w', now, { leaseMs: 1000, queue: record.bank })).toBeNull();
    });

    it('are put in line again once they were checked, and only once', async () => {
      const { store } = context;
      const { record, lease } = await leased(store);
      const end = (state: 'validated' | 'scheduled' | 'published', continueAt: Date | null) =>
        store.finishImport({ record: { ...record, state }, changes: [], write: null, continueAt }, lease);
      await end('validated', null);
      const job = { id: record.id, queue: record.bank, payload: 'again', dueAt: now };
      await store.requeueImport(record, job);
      await expectError(store.requeueImport(record, job), 'import_conflict', { state: 'queued' });
      expect(await store.findImport(record.id)).toEqual(record);
      const options = { leaseMs: 1000, queue: record.bank };
      expect(await store.leaseJob('w', now, options)).toMatchObject({ payload: 'again', attempts: 1 });
      const later = new Date(now.getTime() + 500);
      await end('scheduled', later);
      expect(await store.findImport(record.id)).toEqual({ ...record, state: 'scheduled' });
      expect(await store.leaseJob('w', now, options)).toBeNull();
      expect(await store.leaseJob('w', later, options)).toMatchObject({ attempts: 1 });
      await end('published', null);
      await expectError(store.requeueImport(record, job), 'import_conflict', { state: 'published' });
      expect(await store.findImport(record.id)).toEqual({ ...record, state: 'published' });
      expect(await store.leaseJob('w', later, options)).toBeNull();
    });

    it('tell what they change by kind and page, until that is forgotten', async () => {
      const { store } = context;
      const { record, lease } = await leased(store);
      const change = (n: number): ImportChange => ({
        kind: n % 3 === 0 ? 'updated' : 'unchanged',
        place: { sheet: '问答', row: n + 2 },
        questionId: `q${n}`,
        before: n % 3 === 0 ? contentOf(`问${n}`, { validFrom: now }) : null,
        after: null,
        question: `问${n}`,
      });
      const changes = Array.from({ length: 400 }, (_, n) => change(n));
      const outcome = { record: { ...record, state: 'validated' } as const, changes, write: null };
      await store.finishImport({ ...outcome, continueAt: null }, lease);
      const updated = changes.filter(({ kind }) => kind === 'updated');
      const page = (limit: number, offset: number) =>
        store.listImportChanges(record.id, 'updated', { limit, offset });
      expect(await page(100, 0)).toEqual({ items: updated.slice(0, 100), total: 134 });
      expect(await page(7, 47)).toEqual({ items: updated.slice(47, 54), total: 134 });
      expect(await page(50, 130)).toEqual({ items: updated.slice(130), total: 134 });
      expect(await store.listImportChanges(record.id, 'added', { limit: 5, offset: 0 })).toEqual({
        items: [],
        total: 0,
      });

      await store.dropImportFiles(record.createdAt);
      expect(await store.readImportFile(record.id)).not.toBeNull();
      const { record: waiting } = await leased(store);
      await store.dropImportFiles(new Date(record.createdAt.getTime() + 1));
      expect(await store.readImportFile(record.id)).toBeNull();
      expect((await page(5, 0)).total).toBe(0);
      expect(await store.readImportFile(waiting.id)).not.toBeNull();
      await store.cancelImport(waiting.id, now);
    });
  });
}
