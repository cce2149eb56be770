import type { Migration } from 'kysely';
import type { SchemaDialect } from './schema-dialect.ts';
import { initialSchema } from './2026-11-21-initial-schema.ts';
import { rowFindings } from './2026-11-21-row-findings.ts';
import { importJobs } from './2026-11-22-import-jobs.ts';
import { adaptations } from './2026-11-23-adaptations.ts';
import { extraFields } from './2026-11-24-extra-fields.ts';
import { boosts } from './2026-11-25-boosts.ts';
import { goldenQuestions } from './2026-11-26-golden-questions.ts';
import { fingerprints } from './2026-11-27-fingerprints.ts';

/** All migrations by name, in order. Append only: what has been released is never edited. */
export function migrations(types: SchemaDialect): Record<string, Migration> {
  return {
    '2026-11-21-initial-schema': initialSchema(types),
    '2026-11-21-row-findings': rowFindings(types),
    '2026-11-22-import-jobs': importJobs(types),
    '2026-11-23-adaptations': adaptations(types),
    '2026-11-24-extra-fields': extraFields(types),
    '2026-11-25-boosts': boosts(types),
    '2026-11-26-golden-questions': goldenQuestions(types),
    '2026-11-27-fingerprints': fingerprints(types),
  };
}
