import { expect, it } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import { NEW_QUESTION_DEFAULTS } from '../../../src/service/question-content.ts';
import { audit } from '../../contract/store-fixtures.ts';
import { searchEngine } from '../../helpers/engine.ts';
import { figures, type ImportContext } from './import-context.ts';

// A write is one transaction with its history: others who write meanwhile are respected, and a write that failed is
// done again.
export function contestedWriteSuite(context: ImportContext): void {
  const { importText, questions, transferOver } = context;

  it('holds the rows against the bank again when others were quicker', async () => {
    let attempts = 0;
    const transfer = transferOver({
      async finishImport(outcome, lease) {
        const content = { ...NEW_QUESTION_DEFAULTS, question: '什么是基金？', answer: '他人的答案' };
        const change = {
          kind: 'add',
          content,
          questionKey: searchEngine.normalizeForIdentity(content.question),
        } as const;
        if (++attempts === 1) await context.store.applyQuestionChanges(context.bank, [change], audit);
        return context.store.finishImport(outcome, lease);
      },
    });
    const record = await importText(['问题,答案', '什么是基金？,我的答案'], { transfer });
    expect([attempts, record.counts]).toEqual([2, figures({ read: 1, updated: 1 })]);
    expect((await questions()).map(({ answer }) => answer)).toEqual(['我的答案']);
  });

  it('leaves all as it was when the write fails, and is done again when the store is back', async () => {
    let failures = 0;
    const transfer = transferOver({
      finishImport: (outcome, lease) => {
        if (++failures === 1) throw new AppError('store_unavailable');
        return context.store.finishImport(outcome, lease);
      },
    });
    const record = await importText(['问题,答案', '什么是基金？,答'], { transfer });
    expect([failures, record.state, record.counts]).toEqual([2, 'published', figures({ read: 1, added: 1 })]);
    expect(await questions()).toHaveLength(1);
    const history = await context.store.listHistory(
      context.bank,
      { importId: record.id },
      { limit: 10, offset: 0 },
    );
    expect(history.total).toBe(1);
  });
}
