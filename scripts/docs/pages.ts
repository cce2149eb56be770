import { format, resolveConfig } from 'prettier';
import { apiPage } from './api-page.ts';
import { configurationPage } from './configuration-page.ts';
import { errorsPage } from './errors-page.ts';
import { importRulesPage } from './import-rules-page.ts';

const PAGES = {
  'api.md': apiPage,
  'configuration.md': configurationPage,
  'errors.md': errorsPage,
  'import-rules.md': importRulesPage,
};

/** Every page that comes from a table in the source, by its path in docs/. */
export async function docsPages(): Promise<Map<string, string>> {
  const style = await resolveConfig(import.meta.filename);
  const pages = Object.entries(PAGES).map(
    async ([file, page]) => [file, await format(page(), { ...style, parser: 'markdown' })] as const,
  );
  return new Map(await Promise.all(pages));
}
