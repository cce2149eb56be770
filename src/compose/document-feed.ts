import { EventEmitter, once } from 'node:events';
import type { MessagePort, Worker } from 'node:worker_threads';
import type { QuestionDocument } from '../engine/index.ts';

// Documents of which each piece is asked for, so that few are on their way and none come all at once.

/** What the taking thread says: it wants one more piece, or no more of them. */
export type FeedRequest = 'more' | 'enough';

type Piece = readonly QuestionDocument[];

/** Pieces that are on their way or wait, so that the taking end seldom waits for the giving one. */
export const PIECES_AHEAD = 8;

/** The giving end. */
export class DocumentSource {
  readonly #pieces: Iterator<Piece>;
  readonly #taken: Promise<void>;
  #end: () => void = () => undefined;

  constructor(pieces: Iterable<Piece>) {
    this.#pieces = pieces[Symbol.iterator]();
    this.#taken = new Promise((resolve) => (this.#end = resolve));
  }

  /** @returns the piece to be sent, empty where there are no more; null: none */
  answer(request: FeedRequest): Piece | null {
    if (request === 'enough') {
      this.#end();
      return null;
    }
    const next = this.#pieces.next();
    if (next.done !== true) return next.value;
    this.#end();
    return [];
  }

  /** Resolves when all are taken, or no more of them are wanted. */
  get taken(): Promise<void> {
    return this.#taken;
  }
}

/** The taking end. */
export class DocumentFeed {
  readonly #ask: (request: FeedRequest) => void;
  readonly #arrivals = new EventEmitter();
  readonly #waiting: Piece[] = [];
  #isTaken = false;
  #isBroken = false;
  #end: () => void = () => undefined;
  /** Resolves when no more pieces will be asked for. */
  readonly ended = new Promise<void>((resolve) => (this.#end = resolve));

  /** @param port where the source is */
  constructor(port: Worker | MessagePort) {
    this.#ask = (request) => {
      if (!this.#isBroken) port.postMessage(request);
    };
  }

  /** To be called with each piece that comes. */
  receive(piece: Piece): void {
    this.#waiting.push(piece);
    this.#arrivals.emit('piece');
  }

  /** No more pieces come, whatever was asked for. */
  break(): void {
    this.#isBroken = true;
    this.#end();
    this.#arrivals.emit('piece');
  }

  /** To be called when whoever has not begun with the pieces will not. */
  declineUnlessTaken(): void {
    if (!this.#isTaken) this.#decline();
  }

  /** May be gone through once. @throws Error where they break off before the end */
  async *pieces(): AsyncGenerator<Piece> {
    this.#isTaken = true;
    for (let ahead = 0; ahead < PIECES_AHEAD; ahead++) this.#ask('more');
    let isWhole = false;
    try {
      for (;;) {
        if (this.#waiting.length === 0 && !this.#isBroken) await once(this.#arrivals, 'piece');
        const piece = this.#waiting.shift();
        if (piece === undefined) throw new Error('The documents of an import broke off');
        isWhole = piece.length === 0;
        if (isWhole) return;
        this.#ask('more');
        yield piece;
      }
    } finally {
      if (isWhole) this.#end();
      else this.#decline();
    }
  }

  #decline(): void {
    this.#ask('enough');
    this.#end();
  }
}
