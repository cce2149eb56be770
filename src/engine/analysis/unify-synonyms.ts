/** A text with each word put by the one that stands for its group: texts that differ in synonyms alone become equal. */
export type UnifySynonyms = (text: string) => string;

/**
 * @param lines groups as `parseSynonyms` reads them; only those that hold in both directions count
 * @param normalizeMember the form in which members occur in the texts
 * @returns a function that is O(n) for texts without members: words are looked for where two of their characters stand
 */
export function createSynonymUnifier(
  lines: Iterable<string>,
  normalizeMember: (member: string) => string,
): UnifySynonyms {
  const unified = new Map<string, string>();
  /** Of the members that begin with two characters: the length of the longest. */
  const longest = new Map<string, number>();
  for (const line of lines) {
    if (line.startsWith('#') || line.includes('=>')) continue;
    const members = line.split('=').map(normalizeMember);
    for (const member of members) {
      if (member.length < 2 || unified.has(member)) continue;
      unified.set(member, members[0]!);
      const start = member.slice(0, 2);
      longest.set(start, Math.max(longest.get(start) ?? 0, member.length));
    }
  }

  const memberAt = (text: string, at: number): string | null => {
    const most = longest.get(text.slice(at, at + 2)) ?? 0;
    for (let length = Math.min(most, text.length - at); length > 1; length--) {
      const word = text.slice(at, at + length);
      if (unified.has(word)) return word;
    }
    return null;
  };

  return (text) => {
    let result = '';
    for (let at = 0; at < text.length;) {
      const word = memberAt(text, at);
      result += word === null ? text[at]! : unified.get(word)!;
      at += word?.length ?? 1;
    }
    return result;
  };
}
