import { unreadable } from '../unreadable.ts';

/** What a scanner tells of a document, in its order. Names come without their prefix. */
export interface XmlHandler {
  /** @param attributes the tag without its brackets, for `attributeOf` */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Entities and CDATA undone; a text may come in several pieces. */
  text(text: string): void;
}

/** No tag and no text of a workbook is longer, in UTF-16 code units. */
const LONGEST_PIECE = 1024 * 1024;
const [BANG, QUESTION, SLASH, QUOTE, APOSTROPHE, GREATER] = Array.from('!?/"\'>', (sign) =>
  sign.charCodeAt(0),
);
const ENTITY = /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g;
const NAMED = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" } as const;

/**
 * Reads XML piece by piece, in memory bounded by its longest tag. A document type, and so every entity that one
 * could define, is refused.
 * @throws AppError `workbook_unreadable` for a document type and for XML that is cut off
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  #rest = '';
  #depth = 0;
  #hasRoot = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  write(piece: string): void {
    const xml = this.#rest + piece;
    let at = 0;
    for (;;) {
      const tag = xml.indexOf('<', at);
      if (tag === -1) break;
      const end = endOfTag(xml, tag);
      if (end === -1) break;
      if (tag > at) this.#handler.text(withoutEntities(xml.slice(at, tag)));
      this.#tag(xml, tag, end);
      at = end;
    }
    this.#rest = xml.slice(at);
    if (this.#rest.length > LONGEST_PIECE) throw damagedXml();
  }

  end(): void {
    if (this.#depth !== 0 || !this.#hasRoot || this.#rest.trim() !== '') throw damagedXml();
  }

  /** @param end behind the `>` */
  #tag(xml: string, start: number, end: number): void {
    switch (xml.charCodeAt(start + 1)) {
      case QUESTION:
        return;
      case BANG:
        if (xml.startsWith('<![CDATA[', start)) this.#handler.text(xml.slice(start + 9, end - 3));
        return;
      case SLASH:
        this.#depth--;
        this.#handler.close(nameIn(xml, start + 2, end - 1));
        return;
      default: {
        this.#hasRoot = true;
        const isEmpty = xml.charCodeAt(end - 2) === SLASH;
        const last = isEmpty ? end - 2 : end - 1;
        const name = nameIn(xml, start + 1, last);
        this.#handler.open(name, xml.slice(start + 1, last));
        if (isEmpty) this.#handler.close(name);
        else this.#depth++;
      }
    }
  }
}

/** The value of an attribute, whatever its prefix; undefined: it is absent. */
export function attributeOf(attributes: string, name: string): string | undefined {
  let search = ATTRIBUTES.get(name);
  if (search === undefined) {
    const pattern = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    search = { usual: ` ${name}="`, pattern };
    ATTRIBUTES.set(name, search);
  }
  const at = attributes.indexOf(search.usual);
  if (at !== -1) {
    const start = at + search.usual.length;
    return withoutEntities(attributes.slice(start, attributes.indexOf('"', start)));
  }
  if (!attributes.includes(name)) return undefined;
  const match = search.pattern.exec(attributes);
  return match === null ? undefined : withoutEntities(match[1] ?? match[2]!);
}

/** How to look for an attribute: as nearly every program writes it, else in any form. */
const ATTRIBUTES = new Map<string, { usual: string; pattern: RegExp }>();

/** Whether an attribute says yes. */
export function isSet(attributes: string, name: string): boolean {
  const value = attributeOf(attributes, name);
  return value === '1' || value === 'true';
}

/** The name between the two places, up to white space, without its prefix. */
function nameIn(xml: string, from: number, to: number): string {
  let start = from;
  let at = from;
  for (; at < to; at++) {
    const code = xml.charCodeAt(at);
    if (code <= 32) break;
    if (code === 58) start = at + 1;
  }
  return xml.slice(start, at);
}

/** Behind the `>` that ends the tag; -1: it is not here yet. */
function endOfTag(xml: string, start: number): number {
  const kind = xml.charCodeAt(start + 1);
  if (kind === QUESTION) return behind(xml, '?>', start + 2);
  if (kind === BANG) {
    if (xml.startsWith('<!--', start)) return behind(xml, '-->', start + 4);
    if (xml.startsWith('<![CDATA[', start)) return behind(xml, ']]>', start + 9);
    if (xml.length - start < '<![CDATA['.length) return -1;
    throw unreadable(
      '工作簿里含有 DTD 或实体定义，可能不安全，请用 Excel 或 WPS 重新另存',
      'the workbook has a DTD or entities: save it again',
    );
  }
  let quote = 0;
  for (let at = start + 1; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at + 1;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
}

function behind(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}

function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (entity, decimal?: string, hexadecimal?: string, name?: keyof typeof NAMED) => {
    if (name !== undefined) return NAMED[name];
    const code = decimal === undefined ? parseInt(hexadecimal!, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

export function damagedXml(): Error {
  return unreadable(
    '工作簿的内容不完整或已损坏，请用 Excel 或 WPS 重新另存后再试',
    'the workbook is incomplete or damaged: save it again',
  );
}
