import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFixture, WORKBOOKS } from '../../helpers/read-fixture.ts';

// Files of many writers, each with its expected outcome beside it:
// 1. Every file gives the rows, fields and findings that a person has checked, or is refused with the reason.
// 2. There are at least sixty, of at least five writers, and none is without its outcome.

const files = readdirSync(WORKBOOKS, { withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(json|md)$/.test(entry.name))
  .map(({ name }) => name);

describe('a file of another writer', () => {
  it.each(files)('%s', async (name) => {
    const expected = path.join(WORKBOOKS, `${name}.expected.json`);
    expect(await readFixture(name)).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
  });
});

it('is there in many kinds', () => {
  expect(files.length).toBeGreaterThanOrEqual(60);
  const writers = new Set(files.map((name) => name.split('-')[0]));
  for (const writer of ['openpyxl', 'xlsxwriter', 'exceljs', 'sheetjs', 'libreoffice']) {
    expect(writers).toContain(writer);
  }
  expect(files.filter((name) => !existsSync(path.join(WORKBOOKS, `${name}.expected.json`)))).toEqual([]);
});
