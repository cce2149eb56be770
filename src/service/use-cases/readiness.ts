/** How one part is, with details such as its name or version. */
export interface PartHealth {
  status: 'up' | 'degraded' | 'down';
  /** What an operator should know, in Chinese. */
  message?: string;
  [detail: string]: unknown;
}

/** The body of /readyz. */
export interface Readiness {
  ready: boolean;
  parts: {
    store: PartHealth;
    cache: PartHealth;
    segmenter: PartHealth;
    ranking: PartHealth;
    /** With `banks`: name, version, questions, ageMs (since last caught up), lag (versions behind). */
    index: PartHealth;
  };
}
