import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { QuestionDocument } from '../engine/index.ts';

// Documents of which each piece is asked for, so that few are on their way and none come all at once. Each feed has a
// channel of its own; the taking end closes it when it wants no more.

type Piece = readonly QuestionDocument[];

/** Pieces that are on their way or wait, so that the taking end seldom waits for the giving one. */
export const PIECES_AHEAD = 8;

/** Gives a piece for each message that comes, and an empty one behind the last. Resolves when no more are wanted. */
export async function giveDocuments(pieces: Iterable<Piece>, port: MessagePort): Promise<void> {
  const rest = pieces[Symbol.iterator]();
  port.on('message', () => {
    const next = rest.next();
    port.postMessage(next.done === true ? [] : next.value);
  });
  await once(port, 'close');
}

/** The taking end. */
export class DocumentFeed {
  readonly #port: MessagePort;
  readonly #waiting: Piece[] = [];
  #isTaken = false;
  #isClosed = false;
  #wake: () => void = () => undefined;
  /** Resolves when no more pieces will be asked for. */
  readonly ended: Promise<unknown>;

  /** @param port that `giveDocuments` has the other end of */
  constructor(port: MessagePort) {
    this.#port = port;
    this.ended = once(port, 'close');
    port.on('message', (piece: Piece) => {
      this.#waiting.push(piece);
      this.#wake();
    });
    port.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  /** No more pieces are wanted. */
  close(): void {
    this.#port.close();
  }

  /** To be called when whoever has not begun with the pieces will not. */
  closeUnlessTaken(): void {
    if (!this.#isTaken) this.close();
  }

  /** May be gone through once. @throws Error where they break off before the end */
  async *pieces(): AsyncGenerator<Piece> {
    this.#isTaken = true;
    for (let ahead = 0; ahead < PIECES_AHEAD; ahead++) this.#ask();
    try {
      for (;;) {
        if (this.#waiting.length === 0 && !this.#isClosed)
          await new Promise<void>((resolve) => (this.#wake = resolve));
        const piece = this.#waiting.shift();
        if (piece === undefined) throw new Error('The documents of an import broke off');
        if (piece.length === 0) return;
        this.#ask();
        yield piece;
      }
    } finally {
      this.close();
    }
  }

  #ask(): void {
    this.#port.postMessage('more');
  }
}
