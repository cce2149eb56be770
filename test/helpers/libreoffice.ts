import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { programOf } from './availability.ts';

const run = promisify(execFile);
const PATIENCE_MS = 120_000;

/**
 * What LibreOffice makes of a file when it opens it and saves it as another.
 * @param extension of the file that comes in, without a dot
 * @param filter such as `xlsx` or `csv:Text - txt - csv (StarCalc):44,34,76`
 * @throws when it cannot open the file
 */
export async function convertWithLibreOffice(
  bytes: Uint8Array,
  extension: string,
  filter: string,
): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jieda-libreoffice-'));
  try {
    const source = path.join(folder, `source.${extension}`);
    const out = path.join(folder, 'out');
    await writeFile(source, bytes);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const options = ['--headless', '--norestore', profile, '--convert-to', filter, '--outdir', out, source];
    await run(programOf('libreoffice'), options, { timeout: PATIENCE_MS });
    return await readFile(path.join(out, `source.${filter.split(':', 1)[0]!}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
