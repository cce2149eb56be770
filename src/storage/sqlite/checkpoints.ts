import { existsSync } from 'node:fs';
import { openAsynchronously } from './asynchronous-libsql.ts';

/** Pages in the log, and how many of them are in the file. */
interface Checkpointed {
  readonly log: number;
  readonly checkpointed: number;
}

/**
 * Copies what was committed from the log of a SQLite file into the file, and waits for the disk: after an upload or an
 * import that takes a tenth of a second or more, in which a commit that did it would hold up everything else here.
 */
export class Checkpoints {
  readonly #file: string;
  readonly #delayMs: number;
  #timer: NodeJS.Timeout | null = null;
  #isDue = false;
  #isLast = false;
  #running = Promise.resolve();

  /** @param delayMs between a commit and the checkpoint, and so at least between two of them */
  constructor(file: string, delayMs: number) {
    this.#file = file;
    this.#delayMs = delayMs;
  }

  /** To be called after each commit. */
  committed(): void {
    this.#isDue = true;
    this.#schedule();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#run();
    }, this.#delayMs).unref();
  }

  /** Does what is due now. To be called last. */
  async finish(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isLast = true;
    await this.#run();
  }

  #run(): Promise<void> {
    this.#running = this.#running.then(() => this.#checkpoint());
    return this.#running;
  }

  /** What fails, or cannot be copied because of a reader, is tried again. */
  async #checkpoint(): Promise<void> {
    // Opening a file that was moved away would make a new one.
    if (!this.#isDue || !existsSync(`${this.#file}-wal`)) return;
    try {
      const connection = openAsynchronously(this.#file);
      try {
        this.#isDue = false;
        const statement = await connection.prepare('pragma wal_checkpoint(passive)');
        // `get`, for all its looks, runs in this thread.
        const [result] = (await statement.all()) as readonly Checkpointed[];
        if (result === undefined || result.checkpointed < result.log) this.#isDue = true;
      } finally {
        connection.close();
      }
    } catch {
      this.#isDue = true;
    }
    // SQLite stops a log from growing without end.
    if (this.#isDue && !this.#isLast) this.#schedule();
  }
}
