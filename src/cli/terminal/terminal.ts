import { EXIT_USAGE } from '../command-error.ts';

/** Where a command writes. Standard output holds what scripts may read, notes go beside it. */
export interface Terminal {
  /** One or more lines to standard output. */
  print(text: string): void;
  /** One or more lines to standard error: warnings, advice, progress. */
  note(text: string): void;
  /** Whether standard output shows bold and underlined text. */
  readonly decorated: boolean;
  /** Whether a person watches standard error, so that progress may be drawn there. */
  readonly watched: boolean;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  // Whoever reads has had enough, as `head` does: there is nobody left to tell.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`无法写到标准输出：${error.message}\n`);
    process.exit(EXIT_USAGE);
  });
  // Notes go beside the work: where they cannot be written, as on a full disk, it goes on without them.
  process.stderr.on('error', () => undefined);
  return {
    print: (text) => void process.stdout.write(`${text}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
    decorated: process.stdout.isTTY && process.stdout.hasColors(),
    watched: process.stderr.isTTY,
  };
}
