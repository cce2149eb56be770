import { createHash, type Hash } from 'node:crypto';
import type { QuestionDocument } from '../engine/index.ts';
import type { Bank } from '../service/ports/bank-store.ts';
import type { BankSnapshot } from '../service/ports/snapshot-store.ts';
import type { BankVocabulary } from '../service/ports/vocabulary-store.ts';

/** Grows when the lines change their meaning; files of another version are not read. */
const FORMAT = 'jieda-snapshot/2';

/** First line: what the file is. */
interface Header {
  format: string;
  bank: Omit<Bank, 'createdAt' | 'updatedAt'> & { createdAt: string; updatedAt: string };
  vocabulary: BankVocabulary;
}

/** Last line: proof that everything before it is there, unchanged. */
interface Trailer {
  documents: number;
  /** SHA-256 of all lines before, with their line ends, in hexadecimal. */
  checksum: string;
}

/** The lines of a snapshot file, with line ends: header, one line a document, trailer. */
export function* snapshotLines({ bank, vocabulary, documents }: BankSnapshot): Generator<string> {
  const hash = createHash('sha256');
  const emit = (content: unknown): string => {
    const line = `${JSON.stringify(content).replace(/[\u2028\u2029]/g, escapeSeparator)}\n`;
    hash.update(line);
    return line;
  };
  yield emit({ format: FORMAT, bank, vocabulary });
  for (const document of documents) yield emit(document);
  const trailer: Trailer = { documents: documents.length, checksum: hash.digest('hex') };
  yield `${JSON.stringify(trailer)}\n`;
}

/** Line separators within a text, which some readers of lines take for the end of one. */
function escapeSeparator(separator: string): string {
  return separator === '\u2028' ? '\\u2028' : '\\u2029';
}

/**
 * Reads what `snapshotLines` wrote.
 * @param lines without line ends
 * @throws Error saying why, when the lines are not such a file, or not all of one
 */
export async function parseSnapshot(lines: AsyncIterable<string>): Promise<BankSnapshot> {
  const hash = createHash('sha256');
  const documents: QuestionDocument[] = [];
  let header: Header | null = null;
  // The last line is the trailer: each line is taken for a document only when another one follows it.
  let last: string | null = null;
  for await (const line of lines) {
    if (last !== null) {
      hash.update(`${last}\n`);
      if (header === null) header = parseHeader(last);
      else documents.push(JSON.parse(last) as QuestionDocument);
    }
    last = line;
  }
  if (header === null || last === null) throw new Error('the file ends before its first document');
  checkTrailer(last, documents.length, hash);
  return { bank: withDates(header.bank), vocabulary: header.vocabulary, documents };
}

function parseHeader(line: string): Header {
  const header = JSON.parse(line) as Partial<Header> | null;
  if (header?.format !== FORMAT) throw new Error(`the file is not of format ${FORMAT}`);
  return header as Header;
}

function checkTrailer(line: string, documents: number, hash: Hash): void {
  const trailer = JSON.parse(line) as Partial<Trailer> | null;
  if (trailer?.documents !== documents || trailer.checksum !== hash.digest('hex')) {
    throw new Error('the checksum does not fit: the file is damaged or incomplete');
  }
}

function withDates(bank: Header['bank']): Bank {
  return { ...bank, createdAt: new Date(bank.createdAt), updatedAt: new Date(bank.updatedAt) };
}
