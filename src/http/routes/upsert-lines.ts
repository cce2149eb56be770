import { AppError, ERROR_TABLE, type ErrorDetail } from '../../errors.ts';
import type { Caller } from '../../service/caller.ts';
import { invalidValue } from '../../service/invalid-value.ts';
import type { QuestionContent } from '../../service/ports/question.ts';
import type { BankAdministration } from '../../service/use-cases/bank-administration.ts';
import type { BulkLine } from '../contract/questions.ts';
import { describe } from '../error-reply.ts';
import type { Language } from '../language.ts';

/** A line of a bulk write that holds a question. */
export interface QuestionLine {
  /** 1-based. */
  number: number;
  content: QuestionContent;
}

interface BulkWrite {
  bank: string;
  caller: Caller;
  language: Language;
}

/**
 * Writes the lines together; where that fails, without the faulty ones, or one by one to find them.
 * @returns one result for each line, in any order
 * @throws what is not the fault of a line, such as AppError `forbidden` or `store_unavailable`
 */
export async function upsertLines(
  administration: Pick<BankAdministration, 'upsertQuestions'>,
  write: BulkWrite,
  lines: readonly QuestionLine[],
): Promise<BulkLine[]> {
  if (lines.length === 0) return [];
  try {
    const contents = lines.map(({ content }) => content);
    const results = await administration.upsertQuestions(write.bank, contents, write.caller);
    return results.map(({ outcome, question: { id, externalId, version } }, index) => ({
      line: lines[index]!.number,
      outcome,
      id,
      externalId,
      version,
    }));
  } catch (thrown) {
    if (!isFaultOfLine(thrown)) throw thrown;
    const faults = faultsByPosition(thrown);
    if (faults.size > 0) {
      const others = lines.filter((_line, position) => !faults.has(position));
      const rejected = [...faults].map(([position, details]) =>
        rejectedLine(lines[position]!.number, invalidValue(details), write.language),
      );
      return [...rejected, ...(await upsertLines(administration, write, others))];
    }
    if (lines.length === 1) return [rejectedLine(lines[0]!.number, thrown, write.language)];
    const results: BulkLine[] = [];
    for (const line of lines) results.push(...(await upsertLines(administration, write, [line])));
    return results;
  }
}

export function rejectedLine(line: number, error: AppError, language: Language): BulkLine {
  return { line, outcome: 'rejected', error: describe(error, language) };
}

function isFaultOfLine(thrown: unknown): thrown is AppError {
  return thrown instanceof AppError && [409, 422].includes(ERROR_TABLE[thrown.code].status);
}

/** Details by the position of the question that they are about: their paths begin with it. */
function faultsByPosition({ details }: AppError): Map<number, ErrorDetail[]> {
  const faults = new Map<number, ErrorDetail[]>();
  for (const detail of details) {
    const [, position, path] = /^(\d+)\.(.+)$/.exec(detail.path) ?? [];
    if (position === undefined || path === undefined) continue;
    const message = detail.message?.replace(/^第 \d+ 条：/, '');
    const fault = { ...detail, path, ...(message === undefined ? {} : { message }) };
    faults.set(Number(position), [...(faults.get(Number(position)) ?? []), fault]);
  }
  return faults;
}
