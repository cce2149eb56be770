import { parentPort } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { readTables } from './read-tables.ts';
import type { TablePart } from './table-parts.ts';
import type { ReadingMessage, ReadingTask } from './worker-table-reader.ts';

/** So that no message holds the receiving thread up for long. */
const ROWS_A_MESSAGE = 500;

parentPort?.once('message', ({ fileName, bytes, limits }: ReadingTask) => {
  void answer(readTables(fileName, bytes, limits));
});

async function answer(parts: AsyncIterable<TablePart>): Promise<void> {
  try {
    for await (const part of parts) for (const some of inPieces(part)) tell({ part: some });
    tell({ done: true });
  } catch (error) {
    if (error instanceof AppError) tell({ refused: { code: error.code, parameters: error.parameters } });
    // Thrown out of here, it would be a rejection that nobody sees.
    else
      setImmediate(() => {
        throw error;
      });
  }
}

function* inPieces(part: TablePart): Generator<TablePart> {
  if (!('rows' in part)) {
    yield part;
    return;
  }
  for (let from = 0; from < part.rows.length; from += ROWS_A_MESSAGE) {
    yield { rows: part.rows.slice(from, from + ROWS_A_MESSAGE) };
  }
}

function tell(message: ReadingMessage): void {
  parentPort?.postMessage(message);
}
