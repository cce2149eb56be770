/** Characters that XML forbids or reads otherwise, and texts that a workbook would take for such an escape. */
const NEEDS_ESCAPE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[\da-fA-F]{4}_)/g; // eslint-disable-line no-control-regex -- these are what it looks for
/** Most texts have none of this, nor surrogates, and are spared the rest. */
const ANY = /[&<>"\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|_x/; // eslint-disable-line no-control-regex -- these are what it looks for
const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as workbooks write it: `<` → `&lt;`, U+0001 → `_x0001_`, `_x0041_` → `_x005F_x0041_`. Lone surrogates go. */
export function xmlText(text: string): string {
  if (!ANY.test(text)) return text;
  return text
    .replace(/\p{Cs}/gu, '')
    .replace(
      NEEDS_ESCAPE,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (character) => MARKUP[character]!);
}
