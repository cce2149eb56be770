import { writeTemplate } from '../service/transfer/import-template.ts';

/** The workbook to fill in for an import. The writer is loaded with the first byte. */
export async function* importTemplate(): AsyncIterable<Uint8Array> {
  const { tableWriter } = await import('../importer/index.ts');
  yield* writeTemplate(tableWriter);
}
