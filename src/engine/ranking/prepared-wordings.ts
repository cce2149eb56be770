import type { Analyzer } from '../analysis/analyzer.ts';
import type { SpokenName } from '../analysis/names.ts';
import type { Wording } from '../index/segment.ts';
import type { Embedding } from './embedding.ts';
import { encodeText, prepareText, type EncodedText, type PreparedText } from './prepared-text.ts';
import { targetOf } from './rewrite-target.ts';
import type { RewriteTarget } from './rewrite.ts';

interface Entry {
  readonly encoded: EncodedText;
  prepared: PreparedText | null;
  target: RewriteTarget | null;
  names: readonly SpokenName[] | null;
}

/** Wordings remembered, 1 to 3 kB each; all are dropped when there are more. */
const MOST_WORDINGS = 40_000;

/** Wordings as the model reads them, worked out when first met and remembered: popular questions are met often. */
export class PreparedWordings {
  readonly #embedding: Embedding;
  #entries = new WeakMap<Wording, Entry>();
  #count = 0;

  constructor(embedding: Embedding) {
    this.#embedding = embedding;
  }

  encoded(wording: Wording): EncodedText {
    return this.#entryOf(wording).encoded;
  }

  prepared(wording: Wording): PreparedText {
    const entry = this.#entryOf(wording);
    return (entry.prepared ??= prepareText(entry.encoded, this.#embedding));
  }

  target(wording: Wording, analyzer: Analyzer): RewriteTarget {
    return (this.#entryOf(wording).target ??= targetOf(wording, analyzer));
  }

  names(wording: Wording, analyzer: Analyzer): readonly SpokenName[] {
    return (this.#entryOf(wording).names ??= analyzer.names.find(wording.core, wording.wordEnds));
  }

  #entryOf(wording: Wording): Entry {
    let entry = this.#entries.get(wording);
    if (entry !== undefined) return entry;
    if (++this.#count > MOST_WORDINGS) {
      this.#entries = new WeakMap();
      this.#count = 1;
    }
    const encoded = encodeText(wording.core, wording.wordEnds, this.#embedding);
    entry = { encoded, prepared: null, target: null, names: null };
    this.#entries.set(wording, entry);
    return entry;
  }
}
