import { format, resolveConfig } from 'prettier';
import { configurationPage } from './configuration-page.ts';

const PAGES = { 'configuration.md': configurationPage };

/** Every page that comes from a table in the source, by its path in docs/. */
export async function docsPages(): Promise<Map<string, string>> {
  const style = await resolveConfig(import.meta.filename);
  const pages = Object.entries(PAGES).map(
    async ([file, page]) => [file, await format(page(), { ...style, parser: 'markdown' })] as const,
  );
  return new Map(await Promise.all(pages));
}
