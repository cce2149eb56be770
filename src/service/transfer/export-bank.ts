import { demandAccess } from '../access.ts';
import { requireBank } from '../administration/manage-banks.ts';
import type { Caller } from '../caller.ts';
import type { QuestionContent, StoredQuestion } from '../ports/question.ts';
import { columnsWithChoices, choicesSheets } from './choices.ts';
import { joinTags, joinWordings } from './cell-list.ts';
import { showFlag, showStatus, showTime } from './cell-values.ts';
import { COLUMNS } from './columns.ts';
import type { TransferDependencies } from './transfer-dependencies.ts';

const AT_ONCE = 500;

/**
 * A whole bank as a file that an import into the same bank finds all unchanged.
 * @throws AppError `bank_not_found`, `forbidden` with the first chunk
 */
export async function* exportBank(
  dependencies: TransferDependencies,
  bank: string,
  format: 'xlsx' | 'csv' | 'ndjson',
  caller: Caller,
): AsyncGenerator<Uint8Array> {
  const { store, writer } = dependencies;
  demandAccess(caller, 'read', bank);
  await requireBank(dependencies, bank);
  const batches = store.readQuestions(bank, AT_ONCE);
  if (format === 'ndjson') {
    yield* toLines(batches);
    return;
  }
  const rows = toRows(batches);
  if (format === 'csv') {
    yield* writer.writeCsv({ name: '题库', columns: COLUMNS, rows });
    return;
  }
  const categories = (await store.countByCategory(bank)).flatMap(({ category }) => category ?? []);
  const sheet = { name: '题库', columns: columnsWithChoices(categories), rows };
  yield* writer.writeWorkbook([sheet, ...choicesSheets(categories)]);
}

async function* toRows(batches: AsyncIterable<StoredQuestion[]>): AsyncGenerator<string[]> {
  for await (const batch of batches) yield* batch.map(toCells);
}

/** In the order of `COLUMNS`. */
function toCells(question: QuestionContent): string[] {
  const cells: Record<keyof QuestionContent, string> = {
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
  };
  return COLUMNS.map(({ field }) => cells[field]);
}

async function* toLines(batches: AsyncIterable<StoredQuestion[]>): AsyncGenerator<Uint8Array> {
  for await (const batch of batches) yield Buffer.from(batch.map(toLine).join(''));
}

/** The fields that the questions API takes. */
function toLine(question: QuestionContent): string {
  const content = Object.fromEntries(COLUMNS.map(({ field }) => [field, question[field]]));
  return `${JSON.stringify(content)}\n`;
}
