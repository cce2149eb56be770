import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wasmModules } from '../../../scripts/wasm/modules.ts';

test.each(await wasmModules())('$file is what scripts/make-wasm.ts writes', ({ file, text }) => {
  expect(readFileSync(file, 'utf8')).toBe(text);
});
