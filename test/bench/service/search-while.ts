import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const SCRIPT = path.join(import.meta.dirname, 'search-steadily.ts');

/**
 * Searches a bank fifty times a second while `work` goes on.
 * @param address of the server
 * @returns milliseconds of each search
 * @throws Error when one is answered with an error
 */
export async function searchWhile(
  address: string,
  bank: string,
  work: () => Promise<unknown>,
): Promise<number[]> {
  const searching = fork(SCRIPT, [address, bank], { execArgv: ['--import', 'tsx'] });
  const brokenOff = once(searching, 'exit').then(() => {
    throw new Error('A search failed');
  });
  const next = (): Promise<unknown[]> => Promise.race([once(searching, 'message'), brokenOff]);
  try {
    await next();
    await Promise.race([work(), brokenOff]);
    const said = next();
    searching.send('stop');
    return (await said)[0] as number[];
  } finally {
    searching.kill();
  }
}
