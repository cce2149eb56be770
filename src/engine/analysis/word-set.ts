/** A set of words that finds the longest of them that spells out at a place of a text. */
export interface WordSet {
  has(word: string): boolean;
  /** Length of the longest word at `start` that ends where `isEnd` says; 0: none. */
  longestAt(text: string, start: number, isEnd: (end: number) => boolean): number;
}

/** O(total length). Looking up costs the length of the longest word that begins with the character. */
export function createWordSet(words: Iterable<string>): WordSet {
  const set = new Set<string>();
  const longestByFirst = new Map<number, number>();
  for (const word of words) {
    if (word === '') continue;
    set.add(word);
    const first = word.charCodeAt(0);
    longestByFirst.set(first, Math.max(longestByFirst.get(first) ?? 0, word.length));
  }
  return {
    has: (word) => set.has(word),
    longestAt(text, start, isEnd) {
      const longest = Math.min(longestByFirst.get(text.charCodeAt(start)) ?? 0, text.length - start);
      for (let length = longest; length > 0; length--) {
        if (isEnd(start + length) && set.has(text.slice(start, start + length))) return length;
      }
      return 0;
    },
  };
}
