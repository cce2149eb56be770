import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { HEADER, row, workbook } from './hand-made-workbook.ts';
import { read, refusal } from './reading-hostile-files.ts';

// A workbook that was cut, or changed in any byte, is refused as damaged or read, and never harms.

describe('a zip that is no zip any more', () => {
  it('is refused wherever it is cut, and never harms', async () => {
    const whole = workbook(HEADER + row(2, ['a', 'b']));
    for (let length = 4; length < whole.length; length += 37) {
      expect(await refusal(read(whole.subarray(0, length)))).toContain('不完整或已损坏');
    }
  });

  it('is refused or read whichever byte is changed', async () => {
    const whole = workbook(HEADER + row(2, ['a', 'b']));
    for (let at = 0; at < whole.length; at += 11) {
      const changed = whole.slice();
      changed[at]! ^= 0x5a;
      const outcome = read(changed).then(
        (sheets) => sheets.length,
        (error: unknown) => (error as Error).name,
      );
      expect([1, 'AppError']).toContain(await outcome);
    }
  });

  it('is refused when its data is no deflate', async () => {
    const bytes = Buffer.from(workbook(HEADER));
    const data = deflateRawSync(Buffer.from('x'));
    data.copy(bytes, bytes.indexOf('xl/workbook.xml') + 20);
    expect(await refusal(read(bytes))).toContain('不完整或已损坏');
  });
});
