import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const REPOSITORY = path.join(import.meta.dirname, '../..');
/** What modules find beside `src`. */
const BESIDE = ['data', 'node_modules', 'package.json'];

/**
 * Compiles the service module by module, without looking at types, for tests that start many processes and threads:
 * those of the source take seconds each to begin.
 * @param folder empty; is laid out like the repository
 * @param programs modules beside those of `src`, from the repository
 */
export function compileSources(folder: string, programs: readonly string[]): void {
  const file = path.join(REPOSITORY, 'tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent({ extends: file, files: [] }, ts.sys, REPOSITORY);
  for (const module of [...modulesOfService(), ...programs]) {
    const source = readFileSync(path.join(REPOSITORY, module), 'utf8');
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { ...options, module: ts.ModuleKind.ESNext },
    });
    const target = path.join(folder, module.replace(/ts$/, 'js'));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  for (const name of BESIDE) symlinkSync(path.join(REPOSITORY, name), path.join(folder, name));
}

function modulesOfService(): string[] {
  return readdirSync(path.join(REPOSITORY, 'src'), { encoding: 'utf8', recursive: true })
    .filter((module) => module.endsWith('.ts') && !module.startsWith(`web${path.sep}`))
    .map((module) => path.join('src', module));
}
