/** A pair of words that turns a question into another one. */
export interface OppositePair {
  readonly kind: 'polarity' | 'role';
  readonly one: string;
  readonly other: string;
}

/** Reads data/opposites.txt: `kind word word …` a line; any two words of a line are opposites. */
export function parseOpposites(lines: Iterable<string>): OppositePair[] {
  const pairs: OppositePair[] = [];
  for (const line of lines) {
    const [kind, ...words] = line.trim().split(/\s+/);
    if (kind !== 'polarity' && kind !== 'role') continue;
    for (const [i, one] of words.entries()) {
      for (const other of words.slice(i + 1)) pairs.push({ kind, one, other });
    }
  }
  return pairs;
}
