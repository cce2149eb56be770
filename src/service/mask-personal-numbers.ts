/** An ID card: 17 digits and a check character; a bank card: 16–19 digits, also in groups of four. */
const CARD_NUMBER = /\d{17}[\dX]|\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?/;
/** An ID card of the first generation. */
const OLD_ID_NUMBER = /[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}/;
/** A mobile number, also in groups of 3-4-4, also with +86. */
const MOBILE_NUMBER = /(?:\+?86[ -]?)?1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})/;

/** Every personal number has four digits in a row; most texts have not, and are spared the rest. */
const FOUR_DIGITS = /[0-9\uff10-\uff19]{4}/;

const PERSONAL_NUMBER = new RegExp(
  `(?<!\\d)(?:${[CARD_NUMBER, OLD_ID_NUMBER, MOBILE_NUMBER].map(({ source }) => source).join('|')})(?!\\d)`,
  'gi',
);

/**
 * `text` with the middle of every mobile, ID card and bank card number starred out, half-width or full-width:
 * `我的手机13812345678` → `我的手机138****5678`. Other numbers (amounts, codes of funds and shares) stay.
 * @param isMeant which of them to star out, from their digits alone; default: all
 * Pure, O(n); the length stays the same.
 */
export function maskPersonalNumbers(text: string, isMeant: (digits: string) => boolean = () => true): string {
  if (!FOUR_DIGITS.test(text)) return text;
  const halfWidth = text.replace(/[\uff10-\uff19\uff38\uff58]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
  let masked = '';
  let end = 0;
  for (const match of halfWidth.matchAll(PERSONAL_NUMBER)) {
    if (!isMeant(match[0].replace(/[^\dX]/gi, ''))) continue;
    const number = text.slice(match.index, match.index + match[0].length);
    masked += text.slice(end, match.index) + starOut(number);
    end = match.index + number.length;
  }
  return masked + text.slice(end);
}

/** Whether `maskPersonalNumbers` would star out something. */
export function hasPersonalNumbers(text: string): boolean {
  return maskPersonalNumbers(text) !== text;
}

function starOut(number: string): string {
  return number.slice(0, 3) + number.slice(3, -4).replace(/[^ -]/g, '*') + number.slice(-4);
}
