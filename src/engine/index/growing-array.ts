import type { Steps } from '../steps.ts';
import { growMemory, newMemory, PAGE_BYTES } from '../web-assembly/memory.ts';

type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

const FIRST_LENGTH = 64;
const COPIED_A_STEP = 1 << 16;

/**
 * An array of numbers that grows. Where it is large it lies in a WebAssembly.Memory, which grows where it is, without
 * copying, takes memory only for what was written, and goes back to the system as a whole. What malloc gives does not
 * always: between the arrays that go lie those that stay.
 */
export class GrowingArray<A extends NumberArray> {
  readonly #View: new (room: number | ArrayBuffer) => A;
  #memory: WebAssembly.Memory | null = null;
  #numbers: A;
  length = 0;

  private constructor(View: new (room: number | ArrayBuffer) => A) {
    this.#View = View;
    this.#numbers = new View(0);
  }

  static bytes(): GrowingArray<Uint8Array> {
    return new GrowingArray(Uint8Array);
  }

  static shorts(): GrowingArray<Uint16Array> {
    return new GrowingArray(Uint16Array);
  }

  static integers(): GrowingArray<Uint32Array> {
    return new GrowingArray(Uint32Array);
  }

  static doubles(): GrowingArray<Float64Array> {
    return new GrowingArray(Float64Array);
  }

  push(value: number): void {
    if (this.length === this.#numbers.length) this.#makeRoom(this.length + 1);
    this.#numbers[this.length++] = value;
  }

  /** Makes it at least this long; what is not written is 0. */
  extendTo(length: number): void {
    if (length > this.#numbers.length) this.#makeRoom(length);
    this.length = Math.max(this.length, length);
  }

  /** @param index below `length` */
  at(index: number): number {
    return this.#numbers[index]!;
  }

  /** @param index below `length` */
  set(index: number, value: number): void {
    this.#numbers[index] = value;
  }

  /** All of it in a typed array. */
  *whole(): Steps<A> {
    const whole = new this.#View(this.length);
    for (let at = 0; at < this.length; at += COPIED_A_STEP) {
      whole.set(this.#numbers.subarray(at, Math.min(at + COPIED_A_STEP, this.length)), at);
      yield;
    }
    return whole;
  }

  #makeRoom(least: number): void {
    const length = Math.max(FIRST_LENGTH, this.#numbers.length * 2, least);
    const bytes = length * this.#numbers.BYTES_PER_ELEMENT;
    if (this.#memory !== null) {
      growMemory(this.#memory, bytes);
      this.#numbers = new this.#View(this.#memory.buffer);
      return;
    }
    const held = this.#numbers;
    if (bytes <= PAGE_BYTES) {
      this.#numbers = new this.#View(length);
    } else {
      this.#memory = newMemory(bytes);
      this.#numbers = new this.#View(this.#memory.buffer);
    }
    this.#numbers.set(held);
  }
}
