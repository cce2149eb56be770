import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AppError } from '../../src/errors.ts';
import type { ImportChangeKind, ImportRecord } from '../../src/service/ports/import-store.ts';
import type { Store } from '../../src/service/ports/store.ts';
import type { ImportInput } from '../../src/service/use-cases/bank-transfer.ts';
import { expectError } from '../contract/expect-error.ts';
import { add, addAll, audit, contentOf, settings, update } from '../contract/store-fixtures.ts';
import { allQuestions } from '../helpers/all-questions.ts';
import { collected } from '../helpers/collected.ts';
import { eventually } from '../helpers/eventually.ts';
import { IMPORTER, importServices, type ImportServices } from '../helpers/import-services.ts';
import { onEveryStore } from '../helpers/stores.ts';
import { presentImportChange } from '../../src/http/routes/present-import.ts';

// What happens to an import beside its rows, over real stores:
// 1. A check shows what would change; published, it changes that. Once the bank has moved it takes force.
// 2. In strict mode one rejected row keeps all out, and the record says why.
// 3. A delayed import is checked at once and written when its time comes. A cancelled one never is.
// 4. An undo gives back exactly what was before; what was changed since is named, and kept where asked.
// 5. Columns that mean nothing are left out or, where asked, kept as extra fields: shown as a change, taken back by an
//    undo, and written by every export so that it imports as all unchanged.
// 6. Imports into one bank follow each other, those into others run beside them; a stop gives the job back.

const BY_ID = { by: 'createdAt', descending: false } as const;

onEveryStore((open) => {
  let store: Store;
  let services: ImportServices;
  let bank: string;
  let banks = 0;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    services = importServices(store);
    bank = `bank-${++banks}`;
    await store.createBank(bank, settings, audit);
  });

  const inputOf = (lines: string[], over: Partial<ImportInput> = {}): ImportInput => ({
    ...{ bank, fileName: '题库.csv', bytes: Buffer.from(lines.join('\n')), mode: 'upsert', dryRun: false },
    ...over,
  });
  const importText = async (lines: string[], over: Partial<ImportInput> = {}): Promise<ImportRecord> => {
    const { id } = await services.transfer.submitImport(inputOf(lines, over), IMPORTER);
    return services.transfer.completeImport(id, IMPORTER);
  };
  const questions = () => allQuestions(store, bank);
  const changesOf = async (id: string, kind: ImportChangeKind) =>
    (await services.transfer.listImportChanges(id, kind, { limit: 100, offset: 0 }, IMPORTER)).items;

  it('shows a check, and publishes it as shown', async () => {
    const [old] = await addAll(store, bank, add('什么是基金'), add('什么是债券'));
    const lines = [
      '问题,答案',
      '什么是基金,新答案',
      '什么是债券,答：什么是债券',
      '什么是股票,答',
      '什么是期货,',
    ];
    const checked = await importText(lines, { dryRun: true });
    expect(checked).toMatchObject({ state: 'validated', checkedVersion: 3, bankVersion: null });
    const place = (row: number) => ({ sheet: '题库.csv', row });
    expect(await changesOf(checked.id, 'updated')).toMatchObject([
      { questionId: old, place: place(2), before: { answer: '答：什么是基金' }, after: { answer: '新答案' } },
    ]);
    expect(await changesOf(checked.id, 'unchanged')).toMatchObject([{ place: place(3) }]);
    expect(await changesOf(checked.id, 'added')).toMatchObject([{ place: place(4), question: '什么是股票' }]);
    expect(await changesOf(checked.id, 'rejected')).toMatchObject([{ place: place(5), questionId: null }]);
    expect(await changesOf(checked.id, 'removed')).toEqual([]);

    await services.transfer.publishImport(checked.id, { force: false }, IMPORTER);
    const published = await services.transfer.completeImport(checked.id, IMPORTER);
    expect(published).toMatchObject({ state: 'published', dryRun: false, counts: checked.counts });
    expect(services.announced).toEqual([`${bank}@5`]);
    const [added] = await changesOf(checked.id, 'added');
    expect(await store.findQuestion(bank, added!.questionId!)).toMatchObject({ question: '什么是股票' });
    const again = services.transfer.publishImport(checked.id, { force: true }, IMPORTER);
    await expectError(again, 'import_conflict', { state: 'published' });
  });

  it('publishes a check of another state of the bank only when forced', async () => {
    const checked = await importText(['问题,答案', '什么是基金,答'], { dryRun: true });
    await addAll(store, bank, add('什么是基金'));
    const { transfer } = services;
    await expectError(transfer.publishImport(checked.id, { force: false }, IMPORTER), 'import_outdated', {
      seen: 1,
      current: 2,
    });
    await transfer.publishImport(checked.id, { force: true }, IMPORTER);
    const published = await transfer.completeImport(checked.id, IMPORTER);
    expect(published).toMatchObject({ state: 'published', counts: { added: 0, updated: 1 } });
  });

  it('keeps columns that mean nothing as extra fields where asked', async () => {
    const former = { 负责人: '王芳', validFrom: '2026-01-01', 电话: '1' };
    await addAll(store, bank, add('什么是基金', { extra: former }), add('什么是债券'));
    const lines = [
      '问题,答案,负责人,电话,备注',
      '什么是基金,答：什么是基金,李雷,,新',
      '什么是债券,答：什么是债券,,,',
    ];
    const ignored = await importText(lines);
    expect(ignored.counts).toMatchObject({ updated: 0, unchanged: 2 });
    expect(ignored.findings.map(({ rule }) => rule)).toEqual(Array(3).fill('column_ignored'));

    const checked = await importText(lines, { extraColumns: 'keep', dryRun: true });
    expect(checked.findings.map(({ rule, cell }) => [rule, cell])).toEqual([
      ['column_kept', 'C1'],
      ['column_kept', 'D1'],
      ['column_kept', 'E1'],
    ]);
    const [change] = await changesOf(checked.id, 'updated');
    const after = { 负责人: '李雷', validFrom: '2026-01-01', 备注: '新' };
    expect(change).toMatchObject({ before: { extra: former }, after: { extra: after } });
    expect(presentImportChange(change!).fields).toEqual([{ field: 'extra', before: former, after }]);
    await services.transfer.publishImport(checked.id, { force: false }, IMPORTER);
    await services.transfer.completeImport(checked.id, IMPORTER);
    expect((await questions()).map(({ extra }) => extra)).toEqual([after, {}]);

    for (const format of ['xlsx', 'csv', 'ndjson'] as const) {
      const bytes = await collected(services.transfer.exportBank(bank, format, IMPORTER));
      const again = { bytes, fileName: `export.${format}`, extraColumns: 'keep' } as const;
      expect((await importText([], again)).counts).toMatchObject({ read: 2, unchanged: 2 });
      const elsewhere = `${bank}-${format}`;
      await importText([], { ...again, bank: elsewhere, createMissingBank: true });
      const [copy] = (await store.listQuestions(elsewhere, { text: '基金' }, BY_ID, { limit: 1, offset: 0 }))
        .items;
      expect(copy?.extra).toEqual(after);
    }

    const undone = await services.transfer.undoImport(checked.id, { partial: false }, IMPORTER);
    expect(undone).toMatchObject({ restored: 1, kept: [] });
    expect((await questions()).map(({ extra }) => extra)).toEqual([former, {}]);
  });

  it('keeps all rows out in strict mode when one is rejected', async () => {
    const lines = ['问题,答案', '什么是基金,答', '什么是债券,'];
    const record = await importText(lines, { strict: true });
    expect(record).toMatchObject({
      state: 'failed',
      error: { code: 'import_rejected', parameters: { rejected: 1 } },
      counts: { read: 2, added: 1, rejected: 1 },
      bankVersion: null,
    });
    expect(record.findings).toMatchObject([{ rule: 'answer_missing' }]);
    expect(await questions()).toEqual([]);
    expect(await importText(lines.slice(0, 2), { strict: true })).toMatchObject({ state: 'published' });
  });

  it('checks a delayed import at once and writes it in time, unless it is cancelled', async () => {
    const publishAt = new Date(Date.now() + 600);
    const lines = ['问题,答案', '什么是基金,答'];
    const delayed = await importText(lines, { publishAt });
    expect(delayed).toMatchObject({ state: 'scheduled', publishAt, counts: { added: 1 }, finishedAt: null });
    expect(await changesOf(delayed.id, 'added')).toHaveLength(1);
    const cancelled = await importText(['问题,答案', '什么是债券,答'], { publishAt });
    expect(await services.transfer.cancelImport(cancelled.id, IMPORTER)).toMatchObject({
      state: 'cancelled',
    });
    await expectError(services.transfer.cancelImport(cancelled.id, IMPORTER), 'import_conflict');
    expect(await questions()).toEqual([]);
    services.jobs.start();
    await eventually(async () => (await store.findImport(delayed.id))?.state === 'published');
    await services.jobs.stop();
    expect(Date.now()).toBeGreaterThanOrEqual(publishAt.getTime());
    expect((await questions()).map(({ question }) => question)).toEqual(['什么是基金']);
  });

  it('gives back exactly what was before', async () => {
    const full = { phrasings: ['基金是啥'], tags: ['基础'], validFrom: new Date('2026-01-01T00:00:00.000Z') };
    await addAll(store, bank, add('什么是基金', full), add('什么是债券', { externalId: 'B' }), add('不变'));
    const before = await questions();
    const record = await importText(
      ['编号,问题,答案', ',什么是基金,新', 'C,什么是债券？,新', ',不变,答：不变', ',什么是股票,答'],
      { mode: 'replace' },
    );
    expect(record.counts).toMatchObject({ read: 4, updated: 2, unchanged: 1, added: 1 });
    const withdrawn = await importText(['问题,答案', '什么是基金,新'], { mode: 'replace' });
    expect(withdrawn.counts).toMatchObject({ unchanged: 1, removed: 3 });

    const { transfer } = services;
    const undo = (id: string) => transfer.undoImport(id, { partial: false }, IMPORTER);
    await expectError(undo(record.id), 'undo_conflict', { count: 2 });
    expect(await undo(withdrawn.id)).toMatchObject({ restored: 3, kept: [], import: { state: 'undone' } });
    expect(await undo(record.id)).toMatchObject({ restored: 3, kept: [] });
    await expectError(undo(record.id), 'import_conflict', { state: 'undone' });

    const now = await questions();
    expect(now.find(({ question }) => question === '什么是基金')).toMatchObject({
      ...contentOf('什么是基金', full),
      id: before[0]!.id,
      createdAt: before[0]!.createdAt,
    });
    expect(now.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const history = await store.listHistory(bank, { questionId: before[1]!.id }, { limit: 9, offset: 0 });
    expect(history.items.map(({ kind, reason, source }) => [kind, reason, source?.row])).toEqual([
      ['updated', '撤销导入 题库.csv', null],
      ['added', '撤销导入 题库.csv', null],
      ['removed', '导入 题库.csv', null],
      ['updated', '导入 题库.csv', 3],
      ['added', '首次录入', undefined],
    ]);
    expect(services.announced).toHaveLength(4);
  });

  it('goes step by step: what a later import changed can be taken back once that one is', async () => {
    await addAll(store, bank, add('甲是什么'));
    const [first, second] = [
      await importText(['问题,答案', '甲是什么,一', '乙是什么,一']),
      await importText(['问题,答案', '甲是什么,二', '丙是什么,二'], { mode: 'replace' }),
    ];
    const { transfer } = services;
    const undo = (id: string, partial: boolean) => transfer.undoImport(id, { partial }, IMPORTER);
    await expectError(undo(first.id, true), 'undo_conflict', { count: 2 });
    const refused = (await undo(first.id, true).catch((error: unknown) => error)) as AppError;
    expect(refused.details.map(({ message }) => message?.zh)).toEqual([
      '“甲是什么”在导入之后又有改动',
      '这一条在导入之后已被删除',
    ]);
    expect(await undo(second.id, false)).toMatchObject({ restored: 3, kept: [] });
    expect(await undo(first.id, false)).toMatchObject({ restored: 2, kept: [] });
    const now = await questions();
    expect(now.map(({ question, answer }) => [question, answer])).toEqual([['甲是什么', '答：甲是什么']]);
  });

  it('names what was changed since, or whose wording was taken, and undoes the rest when asked', async () => {
    const [one, two] = await addAll(store, bank, add('甲是什么'), add('乙是什么'), add('丙是什么'));
    const record = await importText([
      '问题,答案',
      '甲是什么,新',
      '乙是什么？,新',
      '丙是什么,新',
      '丁是什么,答',
    ]);
    await store.applyQuestionChanges(bank, [update(one!, '甲是什么', { answer: '更新' })], audit);
    await store.applyQuestionChanges(bank, [update(two!, '己是什么')], audit);
    await addAll(store, bank, add('乙是什么'));
    const { transfer } = services;
    const refused = await transfer
      .undoImport(record.id, { partial: false }, IMPORTER)
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'undo_conflict', details: [{ path: one }, { path: two }] });
    const { restored, kept } = await transfer.undoImport(record.id, { partial: true }, IMPORTER);
    expect([restored, kept]).toMatchObject([
      2,
      [
        { questionId: one, question: '甲是什么', reason: 'changed' },
        { questionId: two, question: '己是什么', reason: 'changed' },
      ],
    ]);
    expect((await questions()).map(({ question, answer }) => [question, answer])).toEqual([
      ['甲是什么', '更新'],
      ['己是什么', '答：己是什么'],
      ['丙是什么', '答：丙是什么'],
      ['乙是什么', '答：乙是什么'],
    ]);
  });

  it('does the imports of one bank in their order, beside those of another', async () => {
    const other = `other-${banks}`;
    await store.createBank(other, settings, audit);
    const { transfer, jobs } = services;
    const submit = async (answer: string, into = bank) =>
      (await transfer.submitImport(inputOf(['问题,答案', `什么是基金,${answer}`], { bank: into }), IMPORTER))
        .id;
    const ids = [await submit('一'), await submit('二'), await submit('三', other), await submit('四')];
    const second = importServices(store);
    jobs.start();
    second.jobs.start();
    const ended = await Promise.all(ids.map((id) => transfer.completeImport(id, IMPORTER)));
    await Promise.all([jobs.stop(), second.jobs.stop()]);
    expect(ended.map(({ counts: { added, updated } }) => [added, updated])).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
      [0, 1],
    ]);
    expect((await questions()).map(({ answer }) => answer)).toEqual(['四']);
  });

  it('takes over what a process that has died has left in line before it', async () => {
    const { transfer } = services;
    const left = await transfer.submitImport(inputOf(['问题,答案', '什么是基金,一']), IMPORTER);
    const own = await transfer.submitImport(inputOf(['问题,答案', '什么是基金,二']), IMPORTER);
    expect(await transfer.completeImport(own.id, IMPORTER)).toMatchObject({
      state: 'published',
      counts: { updated: 1 },
    });
    expect(await store.findImportStatus(left.id)).toMatchObject({ state: 'published', counts: { added: 1 } });
    expect((await questions()).map(({ answer }) => answer)).toEqual(['二']);
  });

  it('gives the job back when the process stops, and says each state until the end', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `第 ${n} 个问题是什么,答案 ${n}`);
    const { id } = await services.transfer.submitImport(inputOf(['问题,答案', ...rows]), IMPORTER);
    services.jobs.start();
    await eventually(() => services.jobs.progressOf(id) != null);
    await services.jobs.stop();
    const left = await store.findImportStatus(id);
    expect(left).toMatchObject({ state: 'queued', progress: null });
    expect(await questions()).toEqual([]);

    const next = importServices(store);
    const states: string[] = [];
    next.jobs.start();
    for await (const { state } of next.transfer.followImport(id, IMPORTER)) states.push(state);
    await next.jobs.stop();
    expect(new Set(states).has('running')).toBe(true);
    expect(states.at(-1)).toBe('published');
    expect(await store.findImportStatus(id)).toMatchObject({ counts: { read: 20_000, added: 20_000 } });
  });
});
