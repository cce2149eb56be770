import type { ImportRecord } from '../../src/service/ports/import-store.ts';

/** An import as it is submitted. */
export function importRecord(over: Partial<ImportRecord> & Pick<ImportRecord, 'id' | 'bank'>): ImportRecord {
  return {
    fileName: '金融题库 2026.xlsx',
    mode: 'upsert',
    dryRun: false,
    strict: false,
    extraColumns: 'ignore',
    publishAt: null,
    state: 'queued',
    progress: null,
    error: null,
    counts: { read: 0, added: 0, updated: 0, unchanged: 0, rejected: 0, removed: 0 },
    findings: [],
    checkedVersion: null,
    bankVersion: null,
    createdBy: '张三',
    createdAt: new Date('2026-03-01T08:30:00.123Z'),
    finishedAt: null,
    ...over,
  };
}
