import { htmlAttribute } from './html-scanner.ts';
import { isHidden } from './is-hidden.ts';

const BLOCKS = new Set(
  'address blockquote center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre ul'.split(' '),
);
/** Without an end tag, so that nothing is in them. */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
/** An address that leads somewhere outside of the page it stands in, which is not here, and is no button. */
const OF_ITS_OWN = /^(?!javascript:)[a-z][a-z\d+.-]*:/i;

/** The text of one cell of a table as a page shows it: white space is one space, `<br>` and blocks are line ends. */
export class HtmlCell {
  readonly column: number;
  readonly rows: number;
  /** Where its first link leads; null: it has none. */
  target: string | null = null;
  #text = '';
  /** What comes before the next word, once there is one before it: '' or ' ' or '\n'. */
  #gap = '';
  /** The element that hides what is in it, and how many of its name are open. */
  #hiding: { name: string; depth: number } | null = null;

  constructor(column: number, rows: number) {
    this.column = column;
    this.rows = rows;
  }

  open(name: string, attributes: string): void {
    if (this.#hiding !== null) {
      if (name === this.#hiding.name) this.#hiding.depth++;
      return;
    }
    if (name === 'br') this.#breakLine();
    else if (BLOCKS.has(name)) this.#gap = '\n';
    if (VOID.has(name)) return;
    if (isHidden(attributes)) this.#hiding = { name, depth: 1 };
    else if (name === 'a') this.#linkTo(htmlAttribute(attributes, 'href')?.trim() ?? '');
  }

  close(name: string): void {
    if (this.#hiding === null) {
      if (BLOCKS.has(name)) this.#gap = '\n';
    } else if (name === this.#hiding.name && --this.#hiding.depth === 0) {
      this.#hiding = null;
    }
  }

  add(text: string): void {
    if (this.#hiding !== null) return;
    const words = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (words.startsWith(' ')) this.#gap ||= ' ';
    const inner = words.slice(words.startsWith(' ') ? 1 : 0, words.endsWith(' ') ? -1 : undefined);
    if (inner === '') return;
    this.#text += this.#text === '' ? inner : this.#gap + inner;
    this.#gap = words.endsWith(' ') ? ' ' : '';
  }

  shown(): string {
    return this.#text.trimEnd();
  }

  #breakLine(): void {
    if (this.#text !== '' && this.#gap === '\n') this.#text += '\n';
    this.#gap = '\n';
  }

  #linkTo(href: string): void {
    if (OF_ITS_OWN.test(href)) this.target ??= href;
  }
}
