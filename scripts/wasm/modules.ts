import { readFileSync } from 'node:fs';
import path from 'node:path';
import openWabt from 'wabt';

const queryFolder = path.join(import.meta.dirname, '../../src/engine/query');

/** The modules that carry compiled WebAssembly, and what they should contain. */
export async function wasmModules(): Promise<{ file: string; text: string }[]> {
  const wabt = await openWabt();
  const source = path.join(queryFolder, 'blocks-reaching.wat');
  const parsed = wabt.parseWat(source, readFileSync(source, 'utf8'), { simd: true });
  const { buffer } = parsed.toBinary({});
  parsed.destroy();
  const text = `/** blocks-reaching.wat, compiled: scripts/make-wasm.ts writes this. */
export const blocksReachingWasm =
  '${Buffer.from(buffer).toString('base64')}';
`;
  return [{ file: path.join(queryFolder, 'blocks-reaching-wasm.ts'), text }];
}
