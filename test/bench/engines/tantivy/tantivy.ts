import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from '../../../helpers/availability.ts';
import { CACHE_FOLDER } from '../cache-folder.ts';
import type { EngineFigures, MeasuredEngine } from '../measured-engine.ts';

const VERSION = '0.27.0';
const ENVIRONMENT = path.join(CACHE_FOLDER, `tantivy-${VERSION}`);
const PYTHON = path.join(ENVIRONMENT, 'bin/python');
const PROGRAM = path.join(import.meta.dirname, 'measure_tantivy.py');
const NAME = 'tantivy';

/** tantivy by its Python package: one segment, one thread, the texts of the ten read too. */
export const tantivy: MeasuredEngine = {
  name: NAME,
  mostQuestions: Infinity,
  missing: () => (install() ? null : `tantivy ${VERSION} could not be installed with pip`),
  measure({ tokens, rounds }) {
    const { bank, queries } = tokens('words');
    const output = execFileSync(PYTHON, [PROGRAM, bank, queries, String(rounds)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return { name: NAME, ...(JSON.parse(output) as Omit<EngineFigures, 'name'>) };
  },
};

/** @returns whether it is there */
function install(): boolean {
  const isThere = (): boolean =>
    existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import tantivy']).status === 0;
  if (isThere()) return true;
  const python = findProgram('python3');
  if (python === undefined) return false;
  spawnSync(python, ['-m', 'venv', ENVIRONMENT]);
  spawnSync(PYTHON, ['-m', 'pip', 'install', '-q', '--only-binary', ':all:', `tantivy==${VERSION}`]);
  return isThere();
}
