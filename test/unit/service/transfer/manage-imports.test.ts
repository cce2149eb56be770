import { describe, expect, it } from 'vitest';
import type { ImportState } from '../../../../src/service/ports/import-store.ts';
import { withProgress } from '../../../../src/service/transfer/manage-imports.ts';
import { importRecord } from '../../../helpers/import-record.ts';

describe('an import that this process works on', () => {
  const here = { phase: 'reading', done: 0, total: 0, rowsPerSecond: null };
  const told = (state: ImportState) => {
    const { state: shown, progress } = withProgress(importRecord({ id: 'i1', bank: 'b', state }), here);
    return { shown, progress };
  };

  it('is running as the worker says, also until searches see what was written', () => {
    expect(told('queued')).toEqual({ shown: 'running', progress: here });
    expect(told('published')).toEqual({ shown: 'running', progress: here });
  });

  it('is cancelled from the moment somebody cancels it', () => {
    expect(told('cancelled')).toEqual({ shown: 'cancelled', progress: null });
  });
});
