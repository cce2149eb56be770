/** A name of a product or an institution that a text holds. */
export interface SpokenName {
  /** As it is written there. */
  readonly text: string;
  /** The same for all names of one thing. */
  readonly thing: string;
}

/** Names of products and institutions. Reading a text costs a look-up for each of its words. */
export interface NameTable {
  /** The names in a text, in order; the longest where several begin at one place. */
  find(core: string, wordEnds: ArrayLike<number>): SpokenName[];
}

const BEGINNING = 2;

/**
 * @param names in the form in which they occur in analysed text
 * @param synonymsOf other names of a thing
 */
export function createNameTable(
  names: readonly string[],
  synonymsOf: (name: string) => readonly string[],
): NameTable {
  const byBeginning = new Map<string, SpokenName[]>();
  for (const text of new Set(names)) {
    const thing = [text, ...synonymsOf(text)].sort()[0]!;
    const beginning = text.slice(0, BEGINNING);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), { text, thing }]);
  }
  for (const those of byBeginning.values()) those.sort((a, b) => b.text.length - a.text.length);
  return {
    find(core, wordEnds) {
      const found: SpokenName[] = [];
      let done = 0;
      // Names begin where words do: 人行 is none in 本人行为, and 花呗 is one in 花呗分期.
      for (let word = 0, start = 0; word < wordEnds.length; start = wordEnds[word++]!) {
        if (start < done) continue;
        const those = byBeginning.get(core.slice(start, start + BEGINNING));
        const name = those?.find(({ text }) => core.startsWith(text, start));
        if (name === undefined) continue;
        found.push(name);
        done = start + name.text.length;
      }
      return found;
    },
  };
}
