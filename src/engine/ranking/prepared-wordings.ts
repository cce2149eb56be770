import type { Analyzer } from '../analysis/analyzer.ts';
import type { SpokenName } from '../analysis/names.ts';
import type { Wording } from '../index/segment.ts';
import type { Candidate } from '../query/candidate.ts';
import type { Embedding } from './embedding.ts';
import { prepareText, type PreparedText } from './prepared-text.ts';
import { targetOf } from './rewrite-target.ts';
import type { RewriteTarget } from './rewrite.ts';
import type { WordingVectors } from './wording-vectors.ts';

/** A wording as the model reads it. */
export interface PreparedWording {
  readonly text: PreparedText;
  readonly target: RewriteTarget;
  readonly names: readonly SpokenName[];
}

/** Wordings remembered, 2 to 4 kB each; all are dropped when there are more. */
const MOST_WORDINGS = 2_000;

/** Wordings prepared when first read and remembered: popular questions are met often. */
export class PreparedWordings {
  readonly #embedding: Embedding;
  readonly #vectors: WordingVectors;
  #prepared = new WeakMap<Wording, PreparedWording>();
  #count = 0;

  constructor(embedding: Embedding, vectors: WordingVectors) {
    this.#embedding = embedding;
    this.#vectors = vectors;
  }

  /** @param analyzer of the index that the candidate is from */
  of(candidate: Candidate, analyzer: Analyzer): PreparedWording {
    const { wording, place } = candidate;
    const known = this.#prepared.get(wording);
    if (known !== undefined) return known;
    const { core, wordEnds } = wording;
    const prepared = {
      text: prepareText(core, wordEnds, this.#embedding, this.#vectors.of(candidate)),
      target: targetOf(wording, analyzer),
      names: analyzer.names.find(core, wordEnds),
    };
    // What will be another object when it is met again would only be in the way of the garbage collector.
    if (place === null || place.wordings.remembers(place.number)) this.#remember(wording, prepared);
    return prepared;
  }

  #remember(wording: Wording, prepared: PreparedWording): void {
    if (++this.#count > MOST_WORDINGS) {
      this.#prepared = new WeakMap();
      this.#count = 1;
    }
    this.#prepared.set(wording, prepared);
  }
}
