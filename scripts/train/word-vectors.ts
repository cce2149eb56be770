import { readFileSync } from 'node:fs';

/** Word vectors made on general text, most frequent words first; each of unit length. */
export interface WordVectors {
  readonly dimensions: number;
  readonly words: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly vectors: Float32Array;
}

/**
 * Reads a word2vec binary file, centres the vectors, takes out their two main directions (which only tell frequent
 * words from rare ones; Mu and Viswanath 2018) and normalises them.
 */
export function readWordVectors(file: string): WordVectors {
  const bytes = readFileSync(file);
  const headerEnd = bytes.indexOf(10);
  const [count = 0, dimensions = 0] = bytes.toString('utf8', 0, headerEnd).split(' ').map(Number);
  const words: string[] = [];
  const vectors = new Float32Array(count * dimensions);
  let at = headerEnd + 1;
  for (let word = 0; word < count; word++) {
    const space = bytes.indexOf(32, at);
    words.push(bytes.toString('utf8', at, space).trim());
    at = space + 1;
    for (let i = 0; i < dimensions; i++) vectors[word * dimensions + i] = bytes.readFloatLE(at + i * 4);
    at += dimensions * 4;
    if (bytes[at] === 10) at++;
  }
  normalizeAll(vectors, dimensions);
  centre(vectors, dimensions);
  for (let component = 0; component < 2; component++) removeMainDirection(vectors, dimensions);
  normalizeAll(vectors, dimensions);
  return { dimensions, words, numbers: new Map(words.map((word, number) => [word, number])), vectors };
}

function normalizeAll(vectors: Float32Array, dimensions: number): void {
  for (let from = 0; from < vectors.length; from += dimensions) {
    let squares = 0;
    for (let i = from; i < from + dimensions; i++) squares += vectors[i]! ** 2;
    const norm = Math.sqrt(squares) || 1;
    for (let i = from; i < from + dimensions; i++) vectors[i]! /= norm;
  }
}

function centre(vectors: Float32Array, dimensions: number): void {
  const mean = new Float64Array(dimensions);
  vectors.forEach((value, i) => (mean[i % dimensions]! += value));
  const count = vectors.length / dimensions;
  vectors.forEach((value, i) => (vectors[i] = value - mean[i % dimensions]! / count));
}

/** Power iteration for the first principal component, which is then projected out. */
function removeMainDirection(vectors: Float32Array, dimensions: number): void {
  let direction = Float64Array.from({ length: dimensions }, (_, i) => 1 + (i % 7));
  for (let round = 0; round < 12; round++) {
    const next = new Float64Array(dimensions);
    for (let from = 0; from < vectors.length; from += dimensions) {
      const along = project(vectors, from, direction);
      for (let i = 0; i < dimensions; i++) next[i]! += along * vectors[from + i]!;
    }
    const norm = Math.hypot(...next);
    direction = next.map((value) => value / norm);
  }
  for (let from = 0; from < vectors.length; from += dimensions) {
    const along = project(vectors, from, direction);
    for (let i = 0; i < dimensions; i++) vectors[from + i]! -= along * direction[i]!;
  }
}

function project(vectors: Float32Array, from: number, direction: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < direction.length; i++) sum += vectors[from + i]! * direction[i]!;
  return sum;
}
