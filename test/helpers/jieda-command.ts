import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ALLOCATION } from '../../src/config/environment.ts';

const REPOSITORY = path.join(import.meta.dirname, '../..');

export type Environment = Readonly<Record<string, string>>;

export interface CommandResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** From its source, or as `npm run build` made it, which is what users run and what is to be measured. */
export type Program = 'source' | 'built';

const PROGRAMS: Readonly<Record<Program, readonly string[]>> = {
  source: ['--import', 'tsx', path.join(REPOSITORY, 'src/main.ts')],
  built: [path.join(REPOSITORY, 'dist/main.js')],
};

/** `jieda`, run as the unit and the image run it, configured by `environment` alone: what this process has of Jieda is left out. */
export function jiedaCommand(args: readonly string[], environment: Environment, program: Program = 'source') {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(JIEDA|MYSQL|REDIS)_/.test(name));
  return {
    command: process.execPath,
    args: [...PROGRAMS[program], ...args],
    cwd: REPOSITORY,
    env: { ...ALLOCATION, ...Object.fromEntries(inherited), ...environment },
  };
}

/** Runs one command of `jieda` to its end. */
export function runJieda(args: readonly string[], environment: Environment): Promise<CommandResult> {
  return spawnJieda(args, environment).ended;
}

/** One command of `jieda` under way. */
export function spawnJieda(
  args: readonly string[],
  environment: Environment,
): { interrupt: () => void; ended: Promise<CommandResult> } {
  const jieda = jiedaCommand(args, environment);
  const child = spawn(jieda.command, jieda.args, {
    cwd: jieda.cwd,
    env: jieda.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([exitCode]) => ({
    exitCode: exitCode as number | null,
    stdout,
    stderr,
  }));
  return { interrupt: () => child.kill('SIGINT'), ended };
}

/** As `runJieda`, for what a test only prepares. @returns standard output @throws Error when the command fails */
export async function mustRunJieda(args: readonly string[], environment: Environment): Promise<string> {
  const { exitCode, stdout, stderr } = await runJieda(args, environment);
  if (exitCode !== 0) throw new Error(`jieda ${args.join(' ')} ended with ${exitCode}:\n${stdout}${stderr}`);
  return stdout;
}
