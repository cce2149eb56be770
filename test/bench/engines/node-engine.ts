import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { environmentWith } from '../../../src/config/environment.ts';
import { ON_BUILT_PROGRAM } from '../on-built-program.ts';
import type { BenchEngine } from './bench-engine.ts';
import type { EngineFigures, MeasuredEngine } from './measured-engine.ts';

const SCRIPT = path.join(import.meta.dirname, '../measure-engine.ts');

/** An engine that runs in Node, or is spoken to from there. @param mostQuestions see `MeasuredEngine` */
export function nodeEngine(
  name: string,
  mostQuestions: number,
  load: () => Promise<BenchEngine>,
): MeasuredEngine {
  return {
    name,
    mostQuestions,
    load,
    missing: () => null,
    measure({ bank, queries, rounds }) {
      const options = ['--expose-gc', '--max-old-space-size=12288'];
      const args = [...options, ...ON_BUILT_PROGRAM, SCRIPT, name, bank, queries, String(rounds)];
      const output = execFileSync(process.execPath, args, {
        encoding: 'utf8',
        // As the processes that Jieda starts: else what is measured is what building left behind.
        env: environmentWith({}),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      return JSON.parse(output) as EngineFigures;
    },
  };
}
