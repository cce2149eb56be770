import { cleanLine } from './text.ts';

/**
 * Zero-width spaces, soft hyphens, byte-order marks, and marks of direction, as phones put them around a copied
 * number; a joiner only where it joins no emoji.
 */
const INVISIBLE =
  /[\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d/gu;
const ODD_SPACE = /[\u00a0\u2007\u202f]/g;
/** Most texts have none of either, and are spared the rest. */
const ANY = /[\u00a0\u00ad\u061c\u2007\u200b-\u200f\u202a-\u202f\u2060\u2066-\u2069\ufeff]/;

/** `text` without characters that nobody sees; odd spaces become plain ones. */
export function visibleText(text: string): string {
  return !ANY.test(text) ? text : text.replace(INVISIBLE, '').replace(ODD_SPACE, ' ');
}

/** `text` on one line as people see it: what they tell things apart by. */
export function visibleLine(text: string): string {
  return cleanLine(visibleText(text));
}

/** A name as questions keep it; null where nothing is left of it. */
export function visibleName(name: string | null): string | null {
  return visibleLine(name ?? '') || null;
}
