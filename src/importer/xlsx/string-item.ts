/** `_x000D_` and its like: how a workbook writes characters that XML lacks. */
const ESCAPED = /_x([\da-fA-F]{4})_/g;

/** Collects the text of one string: plain or in runs of rich text, without what tells its pronunciation. */
export class StringItem {
  #text = '';
  #isText = false;
  #isPhonetic = false;

  get isEmpty(): boolean {
    return this.#text === '';
  }

  clear(): void {
    this.#text = '';
  }

  open(name: string): void {
    if (name === 't') this.#isText = true;
    else if (name === 'rPh') this.#isPhonetic = true;
  }

  close(name: string): void {
    if (name === 't') this.#isText = false;
    else if (name === 'rPh') this.#isPhonetic = false;
  }

  add(text: string): void {
    if (this.#isText && !this.#isPhonetic) this.#text += text;
  }

  text(): string {
    return ofItsOwn(withoutEscapes(this.#text));
  }
}

/** A slice of fewer characters is a copy. */
const SHORTEST_SLICE = 13;

/** The same text in memory of its own: a slice keeps all of the XML around it, several times as long, from going. */
function ofItsOwn(text: string): string {
  return text.length < SHORTEST_SLICE ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

/** `a_x000D_` → `a\r`, `_x005F_x0041_` → `_x0041_` */
export function withoutEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(ESCAPED, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
