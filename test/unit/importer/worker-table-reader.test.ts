import { describe, expect, it } from 'vitest';
import { createTableReader } from '../../../src/importer/index.ts';
import { expectError } from '../../contract/expect-error.ts';
import { HEADER, workbook } from './hand-made-workbook.ts';
import { BOUND_MS, refusal } from './reading-hostile-files.ts';

// Reading in a thread:
// 1. Gives what reading here gives, and refuses as it does; a file that takes too much does the next no harm.
// 2. Leaves this thread free meanwhile, and does not go on for ever.

describe('the table reader', () => {
  it('reads, refuses, and keeps to its limits', async () => {
    const reader = createTableReader({ maxRows: 2 });
    expect(await reader.read('a.csv', Buffer.from('问题,答案\na,b'))).toMatchObject([
      { rows: [{ number: 1 }, { number: 2 }] },
    ]);
    await expectError(reader.read('a.xlsx', Buffer.from('text')), 'workbook_unreadable');
    await expectError(reader.read('a.csv', Buffer.from('a,b\nc,d\ne,f')), 'workbook_unreadable');
  });

  it('gives up on a file that takes too long', async () => {
    const reader = createTableReader({ maxReadingMs: 1 });
    await expectError(reader.read('a.csv', Buffer.from('问题,答案\na,b')), 'workbook_unreadable', {
      reason: {
        zh: '读了 1 秒还没有读完，请拆成几个文件分别导入',
        en: 'reading took more than 1 s: split it',
      },
    });
  });

  it('leaves this thread free', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `问题 ${index},"答案，${'长'.repeat(50)}"`);
    const bytes = Buffer.from(['问题,答案', ...rows].join('\n'));
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    const [sheet] = await createTableReader().read('a.csv', bytes);
    clearInterval(timer);
    expect(sheet?.rows).toHaveLength(50_001);
    expect(turns).toBeGreaterThan(10);
  });

  it(
    'refuses as reading here does, and lets the next file in',
    async () => {
      const reader = createTableReader();
      const bomb = workbook('', { 'xl/media/a.bin': new Uint8Array(4 * 1024 * 1024) });
      expect(await refusal(reader.read('a.xlsx', bomb))).toContain('压缩炸弹');
      expect(await reader.read('a.xlsx', workbook(HEADER))).toMatchObject([{ rows: [{ number: 1 }] }]);
    },
    BOUND_MS * 2,
  );
});
