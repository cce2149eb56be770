import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { docsPages } from '../../../scripts/docs/pages.ts';
import { SETTINGS } from '../../../src/config/settings.ts';

const docsFolder = path.join(import.meta.dirname, '../../../docs');
const pages = await docsPages();

describe('the generated pages of docs/', () => {
  it.each([...pages])('%s is what scripts/make-docs.ts writes', (file, page) => {
    expect(readFileSync(path.join(docsFolder, file), 'utf8')).toBe(page);
  });

  it('name every configuration variable', () => {
    for (const { env } of Object.values(SETTINGS))
      expect(pages.get('configuration.md')).toContain(`\`${env}\``);
  });
});
