import { expect, it } from 'vitest';
import type { Caller } from '../../../src/service/caller.ts';
import { expectError } from '../../contract/expect-error.ts';
import { IMPORTER } from '../../helpers/import-services.ts';
import { figures, type ImportContext } from './import-context.ts';

// Only who may write imports, and only into a bank that exists, unless asked to create it.
export function importAccessSuite(context: ImportContext): void {
  const { importFile, transferOver } = context;

  it('is for those who may write, and for a bank that exists', async () => {
    const bytes = Buffer.from('问题,答案\n什么是基金？,答');
    const input = { bank: context.bank, fileName: 'a.csv', bytes, mode: 'upsert', dryRun: false } as const;
    const transfer = transferOver();
    const searcher: Caller = { name: 'key:r', role: 'reader', banks: null };
    const stranger: Caller = { name: 'key:s', role: 'editor', banks: ['another'] };
    await expectError(transfer.submitImport(input, searcher), 'forbidden');
    await expectError(transfer.submitImport(input, stranger), 'forbidden');
    await expectError(transfer.submitImport({ ...input, bank: 'missing' }, IMPORTER), 'bank_not_found');
    await expectError(transfer.findImport('missing', IMPORTER), 'import_not_found');
    const { id } = await importFile(transfer, input);
    await expectError(transfer.cancelImport(id, searcher), 'forbidden');
    await expectError(transfer.findImport(id, stranger), 'forbidden');
    await expectError(
      transfer.exportBank('missing', 'csv', IMPORTER)[Symbol.asyncIterator]().next(),
      'bank_not_found',
    );
  });

  it('creates a missing bank when asked to, once there is something to put in it', async () => {
    const name = `new-${context.bank}`;
    const input = { bank: name, fileName: 'a.csv', mode: 'upsert', createMissingBank: true } as const;
    const bytes = Buffer.from('问题,答案\n什么是基金？,答');
    const transfer = transferOver();
    const empty = await importFile(transfer, { ...input, bytes: Buffer.from('x'), dryRun: false });
    expect(empty).toMatchObject({ state: 'failed', error: { code: 'workbook_columns_missing' } });
    const dry = await importFile(transfer, { ...input, bytes, dryRun: true });
    expect(dry.counts).toEqual(figures({ read: 1, added: 1 }));
    expect(await context.store.findBank(name)).toBeNull();
    await importFile(transfer, { ...input, bytes, dryRun: false });
    expect(await context.store.findBank(name)).toMatchObject({ name });
  });
}
