/** Unlike the colours that spreadsheets offer, so that the marks of an earlier report are known. */
const FILL_COLOURS = { error: 'FFFFC7CD', warning: 'FFFFEB9B' } as const;
type Level = keyof typeof FILL_COLOURS;

const EMPTY_STYLES =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<fonts count="1"><font><sz val="11"/><name val="等线"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>';

/** The styles of a workbook, to which marked variants of those in use are added. */
export class CellStyles {
  readonly #xml: string;
  readonly #prefix: string;
  readonly #fonts: string[];
  readonly #fills: string[];
  readonly #formats: string[];
  /** Fills by level; also those that an earlier report has left. */
  readonly #markFills: Record<Level, number>;
  readonly #earlierFills = new Set<number>();
  readonly #variants = new Map<string, number>();

  /** @param xml of styles.xml; null: the workbook has none */
  constructor(xml: string | null) {
    this.#xml = xml !== null && /<(?:[\w.-]+:)?cellXfs\b/.test(xml) ? xml : EMPTY_STYLES;
    this.#prefix = /<([\w.-]+:)?styleSheet\b/.exec(this.#xml)?.[1] ?? '';
    this.#fonts = this.#items('fonts', 'font');
    this.#fills = this.#items('fills', 'fill');
    this.#formats = this.#items('cellXfs', 'xf');
    this.#fills.forEach((fill, index) => {
      if (Object.values(FILL_COLOURS).some((colour) => fill.includes(colour))) this.#earlierFills.add(index);
    });
    this.#markFills = {
      error: this.#addFill(FILL_COLOURS.error),
      warning: this.#addFill(FILL_COLOURS.warning),
    };
  }

  /** Whether an earlier report has coloured cells. */
  get hasEarlierMarks(): boolean {
    return this.#earlierFills.size > 0;
  }

  /** The style with the colour of the level. */
  marked(style: number, level: Level): number {
    return this.#variant(style, this.#markFills[level]);
  }

  /** The style without the colour of an earlier report. */
  unmarked(style: number): number {
    return this.#earlierFills.has(this.#fillOf(style)) ? this.#variant(style, 0) : style;
  }

  readonly wrapped = (): number => this.#add('wrapped', { font: 0 });
  readonly header = (): number => this.#add('header', { font: this.#addFont('<b/><sz val="11"/>') });
  readonly link = (): number =>
    this.#add('link', { font: this.#addFont('<u/><sz val="11"/><color rgb="FF0563C1"/>') });

  toXml(): string {
    const lists = [
      ['fonts', this.#fonts],
      ['fills', this.#fills],
      ['cellXfs', this.#formats],
    ] as const;
    return lists.reduce((xml, [list, items]) => {
      const written = `<${this.#prefix}${list} count="${items.length}">${items.join('')}</${this.#prefix}${list}>`;
      return xml.replace(this.#listPattern(list), () => written);
    }, this.#xml);
  }

  #variant(style: number, fill: number): number {
    const key = `${style} ${fill}`;
    let variant = this.#variants.get(key);
    if (variant === undefined) {
      const format = this.#formats[style] ?? this.#formats[0]!;
      variant = this.#formats.push(withAttributes(format, { fillId: String(fill), applyFill: '1' })) - 1;
      this.#variants.set(key, variant);
    }
    return variant;
  }

  #fillOf(style: number): number {
    return Number(/\sfillId="(\d+)"/.exec(this.#formats[style] ?? '')?.[1] ?? 0);
  }

  #add(key: string, { font }: { font: number }): number {
    let style = this.#variants.get(key);
    if (style === undefined) {
      const p = this.#prefix;
      const format =
        `<${p}xf numFmtId="49" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" ` +
        `applyAlignment="1"><${p}alignment vertical="top" wrapText="1"/></${p}xf>`;
      style = this.#formats.push(format) - 1;
      this.#variants.set(key, style);
    }
    return style;
  }

  /** @param parts elements without prefix */
  #addFont(parts: string): number {
    return this.#fonts.push(this.#prefixed(`<font>${parts}</font>`)) - 1;
  }

  #addFill(colour: string): number {
    const fill = `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
    return this.#fills.push(this.#prefixed(fill)) - 1;
  }

  #prefixed(xml: string): string {
    return xml.replace(/<(\/?)(?=\w)/g, `<$1${this.#prefix}`);
  }

  #items(list: string, item: string): string[] {
    const inner = this.#listPattern(list).exec(this.#xml)?.[0] ?? '';
    const pattern = new RegExp(
      `<${this.#prefix}${item}(?=[\\s/>])[^>]*?(?:/>|>[^]*?</${this.#prefix}${item}>)`,
      'g',
    );
    return inner.match(pattern) ?? [];
  }

  #listPattern(list: string): RegExp {
    return new RegExp(`<${this.#prefix}${list}(?=[\\s>])[^>]*>[^]*?</${this.#prefix}${list}>`);
  }
}

/** A tag with some attributes replaced or added. */
function withAttributes(xml: string, attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).reduce((tag, [name, value]) => {
    const without = tag.replace(new RegExp(`^(<[^>]*?)\\s${name}="[^"]*"`), '$1');
    return without.replace(/^<[\w.:-]+/, (start) => `${start} ${name}="${value}"`);
  }, xml);
}
