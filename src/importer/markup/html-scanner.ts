import { withoutHtmlEntities } from './html-entities.ts';

/** What a scanner tells of a web page, in its order. */
export interface HtmlHandler {
  /** @param name in lower case; @param attributes the tag behind its name, for `htmlAttribute` */
  open(name: string, attributes: string): void;
  /** Only where the page has an end tag. */
  close(name: string): void;
  /** Entities undone, white space as it is. */
  text(text: string): void;
}

const [GREATER, EQUALS, QUOTE, APOSTROPHE, SPACE] = Array.from('>="\' ', (sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
];
const TAG_NAME = /\/?[a-z][^\s/>]*/iy;
/** Their content is no text of the page. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'noscript', 'template', 'xml', 'select', 'svg']);

/**
 * Reads a web page as browsers do, whatever is wrong with it: a `<` that begins no tag is text, what is left open
 * ends with the page. Once through it, in time proportional to its length.
 */
export function scanHtml(html: string, handler: HtmlHandler): void {
  let at = 0;
  while (at < html.length) {
    const tag = nextTag(html, at);
    if (tag > at) handler.text(withoutHtmlEntities(html.slice(at, tag)));
    if (tag === html.length) return;
    TAG_NAME.lastIndex = tag + 1;
    const name = TAG_NAME.exec(html)?.[0].toLowerCase();
    if (name === undefined) {
      at = html.startsWith('<!--', tag) ? behind(html, '-->', tag + 4) : behind(html, '>', tag + 2);
      continue;
    }
    const attributes = tag + 1 + name.length;
    at = endOfTag(html, attributes);
    if (name.startsWith('/')) handler.close(name.slice(1));
    else if (RAW.has(name)) at = behindRaw(html, name, at);
    else handler.open(name, html.slice(attributes, at));
  }
}

/** The value of an attribute, '' where it has none; undefined: it is absent. */
export function htmlAttribute(attributes: string, name: string): string | undefined {
  let pattern = ATTRIBUTES.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`[\\s"'/]${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))|(?=[\\s/>]))`, 'i');
    ATTRIBUTES.set(name, pattern);
  }
  const match = pattern.exec(attributes);
  return match === null ? undefined : withoutHtmlEntities(match[1] ?? match[2] ?? match[3] ?? '');
}

const ATTRIBUTES = new Map<string, RegExp>();

/** Where the next tag, comment or declaration begins; else the end. */
function nextTag(html: string, from: number): number {
  for (let at = html.indexOf('<', from); at !== -1; at = html.indexOf('<', at + 1)) {
    const code = html.charCodeAt(at + 1) | 32;
    const isLetter = code >= 97 && code <= 122;
    if (isLetter || '/!?'.includes(html[at + 1] ?? ' ')) return at;
  }
  return html.length;
}

/** Behind the `>` that ends the tag: one in quotes, which only stand behind `=`, does not. */
function endOfTag(html: string, from: number): number {
  let isValue = false;
  for (let at = from; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (code === GREATER) return at + 1;
    if (code <= SPACE) continue;
    if (isValue && (code === QUOTE || code === APOSTROPHE)) at = behind(html, html[at]!, at + 1) - 1;
    isValue = code === EQUALS;
  }
  return html.length;
}

function behind(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at === -1 ? html.length : at + mark.length;
}

function behindRaw(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}`, 'gi');
  end.lastIndex = from;
  const match = end.exec(html);
  return match === null ? html.length : behind(html, '>', match.index);
}
