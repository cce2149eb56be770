/**
 * Writes the pages of docs/ that come from tables in the source. A test holds them equal. Run it after
 * changing such a table:
 *   npx tsx scripts/make-docs.ts
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { docsPages } from './docs/pages.ts';

const docsFolder = path.join(import.meta.dirname, '../docs');

for (const [file, page] of await docsPages()) writeFileSync(path.join(docsFolder, file), page);
