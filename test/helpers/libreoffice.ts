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
    // What a person confirms when LibreOffice asks how to read a CSV: commas, quotes, UTF-8.
    const reading = extension === 'csv' ? ['--infilter=CSV:44,34,76,1'] : [];
    const options = ['--headless', '--norestore', profile, ...reading, '--convert-to', filter];
    await run(programOf('libreoffice'), [...options, '--outdir', out, source], { timeout: PATIENCE_MS });
    return await readFile(path.join(out, `source.${filter.split(':', 1)[0]!}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
