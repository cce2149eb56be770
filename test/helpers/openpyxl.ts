import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { programOf } from './availability.ts';

const run = promisify(execFile);

const PREAMBLE = `
import json, sys, openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
`;

/** The workbook that a Python script makes as `wb`. */
export async function makeWithOpenpyxl(script: string): Promise<Buffer> {
  return withFile(async (file) => {
    const source = `${PREAMBLE}\nwb = openpyxl.Workbook()\n${script}\nwb.save(sys.argv[1])`;
    await run(programOf('openpyxl'), ['-c', source, file]);
    return readFile(file);
  });
}

/** What a Python script puts into `seen` when openpyxl has opened the workbook as `wb`. */
export async function seeWithOpenpyxl(workbook: Uint8Array, script: string): Promise<unknown> {
  return withFile(async (file) => {
    await writeFile(file, workbook);
    const source = `${PREAMBLE}\nwb = openpyxl.load_workbook(sys.argv[1])\n${script}\nprint(json.dumps(seen))`;
    const { stdout } = await run(programOf('openpyxl'), ['-c', source, file], { maxBuffer: 2 ** 26 });
    return JSON.parse(stdout) as unknown;
  });
}

async function withFile<T>(use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jieda-openpyxl-'));
  try {
    return await use(path.join(folder, 'book.xlsx'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
