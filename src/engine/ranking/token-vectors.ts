import { growMemory } from '../web-assembly/memory.ts';
import { instantiate } from '../web-assembly/instantiate.ts';
import { sumVectorsWasm } from './sum-vectors-wasm.ts';

/** Tokens there is room for at first: of a text of 300 characters. */
const USUAL_TOKENS = 1_000;

interface SumVectors {
  readonly memory: WebAssembly.Memory;
  sumVectors(
    tokens: number,
    tokensEnd: number,
    values: number,
    scales: number,
    dimensions: number,
    sums: number,
    out: number,
  ): void;
}

/** The vectors of tokens, in memory where vector instructions add them up. */
export class TokenVectors {
  readonly dimensions: number;
  /** To be filled with the numbers of the tokens of a text; `makeRoom` says how many fit. */
  tokens = new Int32Array(0);
  readonly #code: SumVectors;
  readonly #scalesAt: number;
  readonly #sumsAt: number;
  readonly #outAt: number;
  readonly #tokensAt: number;
  #out = new Int8Array(0);

  /**
   * Copies both.
   * @param values a row a token
   * @param scales what each row is multiplied by
   * @param dimensions of a row; a multiple of 4, at least 16
   */
  constructor(values: Int8Array, scales: Float32Array, dimensions: number) {
    this.dimensions = dimensions;
    this.#code = instantiate(sumVectorsWasm) as unknown as SumVectors;
    this.#scalesAt = values.length;
    this.#sumsAt = this.#scalesAt + scales.byteLength;
    this.#outAt = this.#sumsAt + dimensions * Float32Array.BYTES_PER_ELEMENT;
    this.#tokensAt = this.#outAt + dimensions;
    this.makeRoom(USUAL_TOKENS);
    const { buffer } = this.#code.memory;
    new Int8Array(buffer).set(values);
    new Float32Array(buffer, this.#scalesAt, scales.length).set(scales);
  }

  /** Makes room for so many tokens. `tokens` may be another array afterwards. */
  makeRoom(count: number): void {
    if (count <= this.tokens.length) return;
    const { memory } = this.#code;
    growMemory(memory, this.#tokensAt + count * Int32Array.BYTES_PER_ELEMENT);
    this.tokens = new Int32Array(memory.buffer, this.#tokensAt);
    this.#out = new Int8Array(memory.buffer, this.#outAt, this.dimensions);
  }

  /**
   * The sum of the vectors of the first `count` tokens, as a unit vector × 127; all zero without tokens.
   * @returns overwritten by the next call
   */
  sum(count: number): Int8Array {
    this.#code.sumVectors(
      this.#tokensAt,
      this.#tokensAt + count * Int32Array.BYTES_PER_ELEMENT,
      0,
      this.#scalesAt,
      this.dimensions,
      this.#sumsAt,
      this.#outAt,
    );
    return this.#out;
  }
}
