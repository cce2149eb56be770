import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const SCRIPT = path.join(import.meta.dirname, 'search-steadily.ts');

/**
 * Searches a bank fifty times a second while `work` goes on.
 * @param address of the server
 * @returns milliseconds of each search
 */
export async function searchWhile(
  address: string,
  bank: string,
  work: () => Promise<unknown>,
): Promise<number[]> {
  const searching = fork(SCRIPT, [address, bank], { execArgv: ['--import', 'tsx'] });
  try {
    await once(searching, 'message');
    await work();
    const said = once(searching, 'message') as Promise<[number[]]>;
    searching.send('stop');
    return (await said)[0];
  } finally {
    searching.kill();
  }
}
