/** From the strongest to the weakest: a cell is divided by the strongest that it has, and by no other. */
const SEPARATORS = [/[\r\n\u2028\u2029]+/, /##/, /\|/, /[；;]/] as const;
/** Spaces stand within names too, but for those between two Han characters: `Apple Pay` is one. */
const HAN_SPACES = /(?<=\p{Script=Han})[ \t\u00a0\u3000]+(?=\p{Script=Han})/u;
const TAG_SEPARATORS = [...SEPARATORS, /[，,、]/, HAN_SPACES] as const;

/** The wordings in one cell, divided by line ends, else by `##`, else by `|`, else by `；`. */
export function splitWordings(cell: string): string[] {
  return split(cell, SEPARATORS);
}

/** As `splitWordings`; commas divide too, after all others, and then spaces between Han characters. */
export function splitTags(cell: string): string[] {
  return split(cell, TAG_SEPARATORS);
}

/** One a line. `splitWordings` gives back the same. @param wordings without line ends */
export function joinWordings(wordings: readonly string[]): string {
  return join(wordings, '\n', SEPARATORS);
}

/** Divided by `；` where that is safe. `splitTags` gives back the same. @param tags without line ends */
export function joinTags(tags: readonly string[]): string {
  return join(tags, '；', TAG_SEPARATORS);
}

function split(cell: string, separators: readonly RegExp[]): string[] {
  const strongest = separators.find((separator) => separator.test(cell));
  const parts = strongest === undefined ? [cell] : cell.split(strongest);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Entries that hold a separator of their own go one a line, with a line end even after a single one. */
function join(entries: readonly string[], separator: string, separators: readonly RegExp[]): string {
  const ambiguous = entries.some((entry) => separators.some((mark) => mark.test(entry)));
  return ambiguous ? `${entries.join('\n')}\n` : entries.join(separator);
}
