/** Traditional characters and the phrases in which they are converted otherwise than one by one. */
export interface TraditionalTable {
  /** Simplified code unit by code unit; the unit itself where nothing changes. Length 65,536. */
  readonly simplified: Uint16Array;
  /** Phrases (2–5 characters) with their conversion, of the same length. */
  readonly phrases: ReadonlyMap<string, string>;
  readonly longestPhrase: number;
}

/** Reads data/traditional.txt: `from to` a line, both of equal length. */
export function parseTraditional(text: string): TraditionalTable {
  const simplified = Uint16Array.from({ length: 65_536 }, (_, code) => code);
  const phrases = new Map<string, string>();
  let longestPhrase = 0;
  for (const line of text.split('\n')) {
    const [from, to] = line.split(' ');
    if (!from || !to) continue;
    if (from.length === 1) {
      simplified[from.charCodeAt(0)] = to.charCodeAt(0);
    } else {
      phrases.set(from, to);
      longestPhrase = Math.max(longestPhrase, from.length);
    }
  }
  return { simplified, phrases, longestPhrase };
}

/** Converts to simplified characters; the length never changes, so offsets stay valid. O(n) where nothing is traditional. */
export function simplify(text: string, table: TraditionalTable): string {
  const { simplified } = table;
  let position = 0;
  while (position < text.length && simplified[text.charCodeAt(position)] === text.charCodeAt(position))
    position++;
  if (position === text.length) return text;

  let result = '';
  for (let i = 0; i < text.length;) {
    const phrase = longestPhraseAt(text, i, table);
    const converted = phrase ?? String.fromCharCode(simplified[text.charCodeAt(i)]!);
    result += converted;
    i += converted.length;
  }
  return result;
}

function longestPhraseAt(text: string, start: number, table: TraditionalTable): string | null {
  for (let length = Math.min(table.longestPhrase, text.length - start); length > 1; length--) {
    const converted = table.phrases.get(text.slice(start, start + length));
    if (converted !== undefined) return converted;
  }
  return null;
}
