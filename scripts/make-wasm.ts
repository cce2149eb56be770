/**
 * Compiles the WebAssembly of src/engine into the modules that carry it. A test holds them equal. Run it after
 * changing such a text:
 *   npx tsx scripts/make-wasm.ts
 */
import { writeFileSync } from 'node:fs';
import { wasmModules } from './wasm/modules.ts';

for (const { file, text } of await wasmModules()) writeFileSync(file, text);
