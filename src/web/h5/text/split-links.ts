export interface TextPart {
  text: string;
  /** Null: plain text. */
  href: string | null;
}

/** The characters of an address by RFC 3986, without the quote `'`: anything else ends it, so anything Chinese, dashes and emoji. */
const ADDRESS = /https?:\/\/[\w\-.~:/?#[\]@!$&()*+,;=%]+/gi;
/** Punctuation at the end belongs to the sentence. */
const SENTENCE_END = /[.,;:!?)\]]+$/;

/** A text cut into plain parts and links. Only http and https become links. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(SENTENCE_END, '');
    if (!isWebAddress(address)) continue;
    if (index > end) parts.push({ text: text.slice(end, index), href: null });
    parts.push({ text: address, href: address });
    end = index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
