/** A short reply to what was said before. */
export type Command = { readonly kind: 'continue' } | { readonly kind: 'choose'; readonly number: number };

const CONTINUE = /^(?:继续|繼續)[。.!~]*$/;
const CHOICE = /^第?(?:(?<digits>\d{1,2})|(?<han>[一二三四五六七八九十]))[个条项]?[.。、,)]*$/;
const HAN_NUMBERS = '一二三四五六七八九十';

/** 继续, or the number of a suggestion in any of its usual forms: 2, ２, 二, 2., ②, 2️⃣, 第二个. Null: neither. */
export function parseCommand(text: string): Command | null {
  const plain = text.normalize('NFKC').replace(/[\s\uFE0F\u20E3]+/g, '');
  if (CONTINUE.test(plain)) return { kind: 'continue' };
  const { digits, han } = CHOICE.exec(plain)?.groups ?? {};
  if (digits !== undefined) return { kind: 'choose', number: Number(digits) };
  return han === undefined ? null : { kind: 'choose', number: HAN_NUMBERS.indexOf(han) + 1 };
}
