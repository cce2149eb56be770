/** The text of each element right under the root. */
export type Envelope = ReadonlyMap<string, string>;

/** No DOCTYPE can stand before the root, so there are no entities: references stay as they are written. */
const OPENING = /^\uFEFF?\s*(?:<\?xml[^<>]*\?>\s*)?<xml>/;

/**
 * CDATA, a tag, or text. Users type `]]>` too, and WeChat does not divide it: only what a tag or more CDATA
 * follows is an end.
 */
const PIECE =
  /<!\[CDATA\[(?<cdata>[^]*?)\]\]>(?=\s*<(?:\/|!\[CDATA\[))|<(?<slash>\/?)(?<name>[A-Za-z_][\w.-]*)\s*>|(?<text>[^<]+)/y;

/**
 * Reads `<xml><Name>text</Name>…</xml>`, the form of all that WeChat sends. Text between the elements and
 * whatever is nested in them is left out.
 * @returns null for anything else: other markup, a DOCTYPE, an unclosed or repeated element. O(length), never throws.
 */
export function parseEnvelope(body: string): Envelope | null {
  const opening = OPENING.exec(body);
  if (opening === null) return null;
  const fields = new Map<string, string>();
  const open = ['xml'];
  PIECE.lastIndex = opening[0].length;
  while (open.length > 0) {
    const piece = PIECE.exec(body)?.groups;
    if (piece === undefined) return null;
    const { name, slash, cdata, text = cdata } = piece;
    if (name === undefined) {
      if (open.length === 2) fields.set(open[1]!, fields.get(open[1]!)! + text!);
    } else if (slash === '/') {
      if (open.pop() !== name) return null;
    } else {
      if (open.length === 1) {
        if (fields.has(name)) return null;
        fields.set(name, '');
      }
      open.push(name);
    }
  }
  return body.slice(PIECE.lastIndex).trim() === '' ? fields : null;
}
