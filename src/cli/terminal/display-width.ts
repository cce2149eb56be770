const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;
const INVISIBLE = /[\p{Mark}\p{Control}\p{Format}]/u;

/** Columns that a text takes in a terminal: Chinese characters and full-width marks take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (WIDE.test(character)) width += 2;
    else if (!INVISIBLE.test(character)) width += 1;
  }
  return width;
}
