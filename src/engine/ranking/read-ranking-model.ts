import { createFittedModel, type FittedParts } from './fitted-model.ts';
import { LIST_FEATURES } from './list-features.ts';
import {
  CorruptModelError,
  ModelVersionError,
  packModel,
  unpackModel,
  type ModelSections,
} from './model-file.ts';
import type { RankingModel } from './model.ts';
import type { Trees } from './trees.ts';

/**
 * Reads what scripts/train wrote; about 30 ms.
 * @throws CorruptModelError when the bytes are no model or damaged
 * @throws ModelVersionError when they were written for other features or another format
 */
export function readRankingModel(bytes: Uint8Array): RankingModel {
  return createFittedModel(unpackParts(bytes));
}

/** As `readRankingModel`, the parts alone. */
function unpackParts(bytes: Uint8Array): FittedParts {
  const sections = unpackModel(bytes);
  const features = readText(sections, 'features');
  if (features !== featureNames()) throw new ModelVersionError('ranking model was fitted on other features');
  const [dimensions = 0] = read(sections, 'shape', Int32Array);
  const [scale = 0] = read(sections, 'dscale', Float32Array);
  return {
    version: readText(sections, 'version'),
    embedding: {
      dimensions,
      keys: view(sections, 'ekeys', Int32Array),
      values: view(sections, 'evalues', Int8Array),
      scales: view(sections, 'escales', Float32Array),
      weights: read(sections, 'eweights', Float32Array),
    },
    difference: { weights: read(sections, 'dweights', Int8Array), scale },
    ranking: readTrees(sections, 'r'),
    confidence: readTrees(sections, 'c'),
    calibration: {
      outputs: read(sections, 'koutputs', Float32Array),
      probabilities: read(sections, 'kprobabl', Float32Array),
    },
  };
}

/** The bytes that `readRankingModel` reads. */
export function packParts(parts: FittedParts): Uint8Array {
  const { embedding, difference, calibration } = parts;
  return packModel(
    new Map([
      ['version', writeText(parts.version)],
      ['features', writeText(featureNames())],
      ['shape', bytesOf(Int32Array.of(embedding.dimensions))],
      ['ekeys', bytesOf(embedding.keys)],
      ['evalues', bytesOf(embedding.values)],
      ['escales', bytesOf(embedding.scales)],
      ['eweights', bytesOf(embedding.weights)],
      ['dscale', bytesOf(Float32Array.of(difference.scale))],
      ['dweights', bytesOf(difference.weights)],
      ...writeTrees('r', parts.ranking),
      ...writeTrees('c', parts.confidence),
      ['koutputs', bytesOf(calibration.outputs)],
      ['kprobabl', bytesOf(calibration.probabilities)],
    ]),
  );
}

function featureNames(): string {
  return LIST_FEATURES.map(({ name }) => name).join(' ');
}

function readTrees(sections: ModelSections, prefix: string): Trees {
  return {
    roots: read(sections, `${prefix}roots`, Int32Array),
    features: read(sections, `${prefix}feature`, Int16Array),
    thresholds: read(sections, `${prefix}thresh`, Float32Array),
    left: read(sections, `${prefix}left`, Int32Array),
    values: read(sections, `${prefix}values`, Float32Array),
  };
}

function writeTrees(prefix: string, trees: Trees): [string, Uint8Array][] {
  return [
    [`${prefix}roots`, bytesOf(trees.roots)],
    [`${prefix}feature`, bytesOf(trees.features)],
    [`${prefix}thresh`, bytesOf(trees.thresholds)],
    [`${prefix}left`, bytesOf(trees.left)],
    [`${prefix}values`, bytesOf(trees.values)],
  ];
}

interface NumberArray<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, offset: number, length: number): T;
}

/** A copy, so that the file need not be kept. */
function read<T extends { slice(): T }>(sections: ModelSections, name: string, type: NumberArray<T>): T {
  return view(sections, name, type).slice();
}

/** Where it lies in the file: for what is copied anyway. */
function view<T>(sections: ModelSections, name: string, type: NumberArray<T>): T {
  const bytes = sections.get(name);
  if (bytes === undefined) throw new CorruptModelError(`ranking model has no section ${name}`);
  return new type(bytes.buffer, bytes.byteOffset, bytes.length / type.BYTES_PER_ELEMENT);
}

function readText(sections: ModelSections, name: string): string {
  return String.fromCharCode(...read(sections, name, Uint8Array));
}

/** ASCII */
function writeText(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
