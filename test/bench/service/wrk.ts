import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { programOf } from '../../helpers/availability.ts';

const run = promisify(execFile);

export interface WrkLoad {
  url: string;
  paths: readonly string[];
  connections: number;
  seconds: number;
}

/**
 * Loads a server with wrk, one thread of it.
 * @param folder for its script
 * @returns requests a second @throws Error when one failed
 */
export async function wrk(folder: string, { url, paths, connections, seconds }: WrkLoad): Promise<number> {
  const script = path.join(folder, 'wrk.lua');
  const list = paths.map((one) => JSON.stringify(one)).join(', ');
  writeFileSync(
    script,
    `local paths = { ${list} }
local requests, at = {}, 0
init = function() for i, path in ipairs(paths) do requests[i] = wrk.format("GET", path) end end
request = function() at = at % #requests + 1; return requests[at] end`,
  );
  const args = ['-t1', '--timeout', '30s', `-c${connections}`, `-d${seconds}s`, '-s', script, url];
  const { stdout } = await run(programOf('wrk'), args);
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(stdout);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)![1]);
}
