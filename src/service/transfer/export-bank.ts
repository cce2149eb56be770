import { AppError } from '../../errors.ts';
import { demandAccess } from '../access.ts';
import { requireBank } from '../administration/manage-banks.ts';
import type { Caller } from '../caller.ts';
import { EXPORTED_EXTRA_LIMIT } from '../limits.ts';
import type { QuestionContent, StoredQuestion } from '../ports/question.ts';
import { columnsWithChoices, choicesSheets } from './choices.ts';
import { joinTags, joinWordings } from './cell-list.ts';
import { showFlag, showStatus, showTime } from './cell-values.ts';
import { COLUMNS, type Field } from './columns.ts';
import { extraTitle } from './extra-name.ts';
import type { TransferDependencies } from './transfer-dependencies.ts';

/** Few enough that searches wait for some milliseconds only. */
const AT_ONCE = 200;
/** In characters, of a column of its own for each extra field. */
const EXTRA_WIDTH = 20;

/**
 * A whole bank as a file that an import into the same bank finds all unchanged.
 * @throws AppError `bank_not_found`, `forbidden`; as a table `export_too_wide`; with the first chunk
 */
export async function* exportBank(
  dependencies: TransferDependencies,
  bank: string,
  format: 'xlsx' | 'csv' | 'ndjson',
  caller: Caller,
): AsyncGenerator<Uint8Array> {
  const { store, writer, columnAliases } = dependencies;
  demandAccess(caller, 'read', bank);
  await requireBank(dependencies, bank);
  const batches = store.readQuestions(bank, AT_ONCE);
  if (format === 'ndjson') {
    yield* toLines(batches);
    return;
  }
  const extraNames = await store.listExtraNames(bank);
  if (extraNames.length > EXPORTED_EXTRA_LIMIT) {
    throw new AppError('export_too_wide', { names: extraNames.length, limit: EXPORTED_EXTRA_LIMIT });
  }
  const extraColumns = extraNames.map((name) => ({
    title: extraTitle(name, columnAliases),
    width: EXTRA_WIDTH,
  }));
  const rows = toRows(batches, extraNames);
  if (format === 'csv') {
    yield* writer.writeCsv({ name: '题库', columns: [...COLUMNS, ...extraColumns], rows });
    return;
  }
  const categories = (await store.countByCategory(bank)).flatMap(({ category }) => category ?? []);
  const sheet = { name: '题库', columns: [...columnsWithChoices(categories), ...extraColumns], rows };
  yield* writer.writeWorkbook([sheet, ...choicesSheets(categories)]);
}

async function* toRows(
  batches: AsyncIterable<StoredQuestion[]>,
  extraNames: readonly string[],
): AsyncGenerator<string[]> {
  for await (const batch of batches) yield* batch.map((question) => toCells(question, extraNames));
}

/** In the order of `COLUMNS`, then of the names. */
function toCells(question: QuestionContent, extraNames: readonly string[]): string[] {
  const cells: Record<Field, string> = {
    externalId: question.externalId ?? '',
    category: question.category ?? '',
    question: question.question,
    answer: question.answer,
    phrasings: joinWordings(question.phrasings),
    negativePhrasings: joinWordings(question.negativePhrasings),
    tags: joinTags(question.tags),
    status: showStatus(question.status),
    validFrom: showTime(question.validFrom),
    validUntil: showTime(question.validUntil),
    pinned: showFlag(question.pinned),
    boost: String(question.boost),
  };
  const { extra } = question;
  return [
    ...COLUMNS.map(({ field }) => cells[field]),
    ...extraNames.map((name) => (Object.hasOwn(extra, name) ? extra[name]! : '')),
  ];
}

async function* toLines(batches: AsyncIterable<StoredQuestion[]>): AsyncGenerator<Uint8Array> {
  for await (const batch of batches) yield Buffer.from(batch.map(toLine).join(''));
}

/** The fields that the questions API takes. */
function toLine(question: QuestionContent): string {
  const fields = Object.fromEntries(COLUMNS.map(({ field }) => [field, question[field]]));
  return `${JSON.stringify({ ...fields, extra: question.extra })}\n`;
}
