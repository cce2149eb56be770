import { readFileSync } from 'node:fs';
import path from 'node:path';
import openWabt from 'wabt';

const engineFolder = path.join(import.meta.dirname, '../../src/engine');
/** Texts of WebAssembly; beside each is the module that carries it compiled. */
const SOURCES = ['query/blocks-reaching.wat', 'ranking/sum-trees.wat', 'ranking/sum-vectors.wat'];

/** The modules that carry compiled WebAssembly, and what they should contain. */
export async function wasmModules(): Promise<{ file: string; text: string }[]> {
  const wabt = await openWabt();
  return SOURCES.map((source) => {
    const file = path.join(engineFolder, source);
    const parsed = wabt.parseWat(file, readFileSync(file, 'utf8'), { simd: true });
    const { buffer } = parsed.toBinary({});
    parsed.destroy();
    const base = path.basename(source, '.wat');
    const name = base.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const text = `/** ${base}.wat, compiled: scripts/make-wasm.ts writes this. */
export const ${name}Wasm =
  '${Buffer.from(buffer).toString('base64')}';
`;
    return { file: file.replace(/\.wat$/, '-wasm.ts'), text };
  });
}
