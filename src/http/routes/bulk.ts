import { AppError } from '../../errors.ts';
import type { QuestionContent } from '../../service/ports/question.ts';
import type { BankAdministration, Upserted } from '../../service/use-cases/bank-administration.ts';
import { parseJson } from '../body/json-body.ts';
import { readNdjson, type NdjsonLine } from '../body/ndjson.ts';
import { checkInput } from '../check-input.ts';
import { NDJSON_MEDIA_TYPE } from '../contract/media-types.ts';
import { bulkQuestion } from '../contract/question-body.ts';
import { bulkQuestions, type BulkLine } from '../contract/questions.ts';
import { describe, toAppError } from '../error-reply.ts';
import type { Language } from '../../said.ts';
import { route, type Route } from '../route.ts';
import { writeChunk } from '../write-chunk.ts';

/** So many lines are written to the store at once. */
const BATCH_SIZE = 200;

/** A line, counted from 1, that is a question, or what is wrong with it. */
type ReadLine = { number: number } & ({ content: QuestionContent } | { error: AppError });

/** The route for many questions at once. */
export function bulkRoutes(
  administration: BankAdministration,
  { maxImportBytes }: { maxImportBytes: number },
): Route[] {
  return [
    route(bulkQuestions, async ({ params: { bank }, caller, language, request, response }) => {
      const lines = await readNdjson(request, maxImportBytes);
      await administration.findBank(bank, caller);

      const write = async (batch: readonly ReadLine[]): Promise<BulkLine[]> => {
        const contents = batch.flatMap((line) => ('content' in line ? line.content : []));
        const results = (await administration.upsertQuestions(bank, contents, caller)).values();
        return batch.map((line) =>
          'error' in line
            ? rejectedLine(line.number, line.error, language)
            : upsertedLine(line.number, results.next().value!, language),
        );
      };

      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Content-Type', `${NDJSON_MEDIA_TYPE}; charset=utf-8`);
      for (let start = 0; start < lines.length; start += BATCH_SIZE) {
        const batch = lines.slice(start, start + BATCH_SIZE).map((line) => readLine(line));
        const results = await write(batch).catch((thrown: unknown) => {
          if (!response.headersSent) throw thrown;
          // What was written has been reported; the rest must be accounted for too.
          const error = toAppError(thrown);
          return batch.map(({ number }) => rejectedLine(number, error, language));
        });
        await writeChunk(response, results.map((result) => `${JSON.stringify(result)}\n`).join(''));
      }
      response.end();
      return null;
    }),
  ];
}

function upsertedLine(line: number, result: Upserted, language: Language): BulkLine {
  if (result.outcome === 'rejected') return rejectedLine(line, result.error, language);
  const { id, externalId, version } = result.question;
  return { line, outcome: result.outcome, id, externalId, version };
}

function rejectedLine(line: number, error: AppError, language: Language): BulkLine {
  return { line, outcome: 'rejected', error: describe(error, language) };
}

function readLine({ number, bytes }: NdjsonLine): ReadLine {
  try {
    const { externalId, question, answer, phrasings, negativePhrasings, ...rest } = checkInput(
      bulkQuestion,
      parseJson(bytes),
    );
    const { category, tags, status, validFrom, validUntil, pinned, boost, extra } = rest;
    const wordings = { question, answer, phrasings, negativePhrasings };
    const place = { validFrom, validUntil, pinned, boost };
    const content = { externalId, ...wordings, category, tags, status, ...place, extra };
    return { number, content };
  } catch (error) {
    if (error instanceof AppError) return { number, error };
    throw error;
  }
}
