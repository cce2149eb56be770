import { existsSync } from 'node:fs';
import Libsql from 'libsql/promise';

/** What we need of the driver's other face, whose statements run beside this thread. */
interface Connection {
  exec(sql: string): Promise<void>;
  close(): void;
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
  #running = Promise.resolve();

  /** @param delayMs between a commit and the checkpoint, and so at least between two of them */
  constructor(file: string, delayMs: number) {
    this.#file = file;
    this.#delayMs = delayMs;
  }

  /** To be called after each commit. */
  committed(): void {
    this.#isDue = true;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#run();
    }, this.#delayMs).unref();
  }

  /** Does what is due now. */
  async finish(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#run();
  }

  #run(): Promise<void> {
    this.#running = this.#running.then(() => this.#checkpoint());
    return this.#running;
  }

  /** One that fails leaves its work to the next. */
  async #checkpoint(): Promise<void> {
    // Opening a file that was moved away would make a new one.
    if (!this.#isDue || !existsSync(`${this.#file}-wal`)) return;
    this.#isDue = false;
    try {
      const connection = new Libsql(this.#file, {}) as unknown as Connection;
      try {
        await connection.exec('pragma wal_checkpoint(passive)');
      } finally {
        connection.close();
      }
    } catch {
      this.#isDue = true;
    }
  }
}
