/** A short reply to what was said before. */
export type Command = { readonly kind: 'continue' } | { readonly kind: 'choose'; readonly number: number };

const CONTINUE = /^(?:回复)?(?:继续|繼續)$/;
/** 回复数字即可 is often taken at its word. */
const CHOICE =
  /^(?:我?(?:选择?|選擇?|要|看|查看|回复|回覆))?[:,]?第?(?:(?<digits>\d{1,2})|(?<han>[一二三四五六七八九十]))(?:[个個条條项項号號题題]|个?问题)?[,.。!]*(?:吧|谢谢)?$/;
/** What people put around a number; not the sign of 2%. */
const WRAPPING = /^[([【「『"'“‘]+|[.。、,!?~…)\]】」』"'”’]+$/g;
/** Code units; longer texts are questions. */
const LONGEST = 32;
const HAN_NUMBERS = '一二三四五六七八九十';

/** 继续, or the number of a suggestion in any of its usual forms: 2, ２, 二, 2., ②, 2️⃣, 第二个, 选2. Null: neither. */
export function parseCommand(text: string): Command | null {
  if (text.length > LONGEST) return null;
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\uFE0F\u20E3]+/g, '')
    .replace(WRAPPING, '');
  if (CONTINUE.test(plain)) return { kind: 'continue' };
  const { digits, han } = CHOICE.exec(plain)?.groups ?? {};
  if (digits !== undefined) return { kind: 'choose', number: Number(digits) };
  return han === undefined ? null : { kind: 'choose', number: HAN_NUMBERS.indexOf(han) + 1 };
}
