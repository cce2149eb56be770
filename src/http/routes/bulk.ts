import type { Logger } from 'pino';
import { AppError } from '../../errors.ts';
import type { Caller } from '../../service/caller.ts';
import type { QuestionContent } from '../../service/ports/question.ts';
import type { BankAdministration } from '../../service/use-cases.ts';
import { parseJson } from '../body/json-body.ts';
import { readNdjson, type NdjsonLine } from '../body/ndjson.ts';
import { checkInput } from '../check-input.ts';
import { bulkQuestion } from '../contract/question-body.ts';
import { bulkQuestions, type BulkLine } from '../contract/questions.ts';
import { describe, toAppError } from '../error-reply.ts';
import type { Language } from '../language.ts';
import { route, type Route } from '../route.ts';
import { writeChunk } from '../write-chunk.ts';

/** So many lines are written to the store at once. */
const BATCH_SIZE = 200;

/** A line that is a question, or what is wrong with it. */
type ReadLine = { number: number; content: QuestionContent } | { number: number; error: AppError };

/** The route for many questions at once. */
export function bulkRoutes(
  administration: BankAdministration,
  settings: { maxImportBytes: number },
  logger: Logger,
): Route[] {
  return [
    route(bulkQuestions, async ({ params: { bank }, caller, language, request, response }) => {
      const lines = await readNdjson(request, settings.maxImportBytes);
      await administration.findBank(bank, caller);
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
      for (let start = 0; start < lines.length; start += BATCH_SIZE) {
        const batch = lines.slice(start, start + BATCH_SIZE).map((line) => readLine(line, language));
        const results = await writeBatch(bank, batch, caller, language);
        await writeChunk(response, results.map((result) => `${JSON.stringify(result)}\n`).join(''));
      }
      response.end();
      return null;
    }),
  ];

  async function writeBatch(
    bank: string,
    lines: readonly ReadLine[],
    caller: Caller,
    language: Language,
  ): Promise<BulkLine[]> {
    const good = lines.filter((line) => 'content' in line);
    const written = await upsert(bank, good, caller, language);
    const byNumber = new Map(written.map((result) => [result.line, result]));
    return lines.map((line) =>
      'error' in line ? rejected(line.number, line.error, language) : byNumber.get(line.number)!,
    );
  }

  /** Writes the lines together; where that fails, one by one, so that only the faulty ones stay out. */
  async function upsert(
    bank: string,
    lines: readonly { number: number; content: QuestionContent }[],
    caller: Caller,
    language: Language,
  ): Promise<BulkLine[]> {
    if (lines.length === 0) return [];
    try {
      const contents = lines.map(({ content }) => content);
      const results = await administration.upsertQuestions(bank, contents, caller);
      return results.map(({ outcome, question: { id, externalId, version } }, index) => ({
        line: lines[index]!.number,
        outcome,
        id,
        externalId,
        version,
      }));
    } catch (thrown) {
      if (lines.length === 1) return [rejected(lines[0]!.number, accountFor(thrown, language), language)];
      const results: BulkLine[] = [];
      for (const line of lines) results.push(...(await upsert(bank, [line], caller, language)));
      return results;
    }
  }

  function accountFor(thrown: unknown, language: Language): AppError {
    const error = toAppError(thrown, language);
    if (error.code === 'internal') logger.error({ err: thrown }, 'bulk line failed');
    return error;
  }
}

function readLine({ number, bytes }: NdjsonLine, language: Language): ReadLine {
  try {
    return { number, content: checkInput(bulkQuestion, parseJson(bytes), language) };
  } catch (error) {
    if (error instanceof AppError) return { number, error };
    throw error;
  }
}

function rejected(line: number, error: AppError, language: Language): BulkLine {
  return { line, outcome: 'rejected', error: describe(error, language) };
}
