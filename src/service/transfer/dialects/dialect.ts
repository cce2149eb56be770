import type { Field } from '../columns.ts';
import type { SourceRow } from '../table-reader.ts';

/** The files that another product writes, known by their header. Keys are as `headerKey` gives them. */
export interface Dialect {
  /** As people know the product. */
  name: string;
  /** Headers that stand together in no other file. */
  marks: readonly string[];
  /** What its headers mean beside what they mean anywhere; null: nothing by themselves, `rewrite` reads them. */
  fields: Readonly<Record<string, Field | null>>;
  /** Puts into the cells of rows what ours would hold there. A question cell may list the question and its phrasings. */
  rewrite?: (rows: readonly SourceRow[], columnOf: (key: string) => number | undefined) => SourceRow[];
}
