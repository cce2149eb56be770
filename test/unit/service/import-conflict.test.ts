import { describe, expect, it } from 'vitest';
import { describeError } from '../../../src/errors.ts';
import { importConflict } from '../../../src/service/import-conflict.ts';
import { IMPORT_STATES } from '../../../src/service/ports/import-store.ts';

describe('what an import in the way is told as', () => {
  it.each(IMPORT_STATES)('%s: in Chinese words alone, with the way on', (state) => {
    const { code, parameters } = importConflict(state);
    const told = describeError(code, parameters, 'zh');
    expect(told).toMatch(/^现在不能这样做：这次导入.*请/);
    expect(told).not.toMatch(/[{}]/);
    expect(told).not.toContain(state);
  });
});
