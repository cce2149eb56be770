import { isDigit, isHan, isLatin } from './character.ts';
import { simplify, type TraditionalTable } from './traditional.ts';

/**
 * Text made comparable: NFKC, lower case, simplified; only Han, Latin letters and digits remain, with single
 * spaces where anything else stood between two of them (none between two Han characters divided by white space
 * alone). `.` and `%` stay inside and after numbers.
 *
 * `ＡＢＣ，農行…信用卡` → `abc 农行 信用卡`
 */
export interface NormalizedText {
  readonly text: string;
  /** Of each code unit of `text`: where in the original it begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** O(n). Never throws: lone surrogates and control characters count as separators. */
export function normalize(original: string, traditional: TraditionalTable): NormalizedText {
  let units = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let gap: 'none' | 'space' | 'mark' = 'none';

  for (let i = 0; i < original.length;) {
    const codePoint = original.codePointAt(i)!;
    const width = codePoint > 0xffff ? 2 : 1;
    for (const unit of foldCodePoint(codePoint)) {
      const kind = classify(unit, units, gap !== 'none', original, i + width);
      if (kind === 'keep') {
        if (gap !== 'none' && units !== '' && !joinsAcross(gap, units, unit)) {
          units += ' ';
          starts.push(i);
          ends.push(i);
        }
        gap = 'none';
        units += unit;
        while (starts.length < units.length) {
          starts.push(i);
          ends.push(i + width);
        }
      } else if (kind !== 'ignore' && gap !== 'mark') {
        gap = kind;
      }
    }
    i += width;
  }
  return { text: simplify(units, traditional), starts, ends };
}

function foldCodePoint(codePoint: number): string[] {
  if (codePoint >= 0x4e00 && codePoint <= 0x9fff) return [String.fromCharCode(codePoint)];
  const folded = String.fromCodePoint(codePoint).normalize('NFKC').toLowerCase();
  return folded.length === 1 ? [folded] : Array.from(folded);
}

function classify(
  unit: string,
  before: string,
  afterGap: boolean,
  original: string,
  next: number,
): 'keep' | 'ignore' | 'space' | 'mark' {
  const code = unit.charCodeAt(0);
  if (unit.length === 2)
    return isHan(code) && unit.charCodeAt(1) >= 0xdc00 ? keepSupplementary(unit) : 'mark';
  if ((code >= 0x3400 && code <= 0x9fff && isHan(code)) || isLatin(code) || isDigit(code)) return 'keep';
  if (isZeroWidth(code)) return 'ignore';
  const afterDigit = !afterGap && before !== '' && isDigit(before.charCodeAt(before.length - 1));
  if (unit === '%' && afterDigit) return 'keep';
  if (unit === '.' && afterDigit && isDigit(foldedCodeAt(original, next))) return 'keep';
  // A comma inside a number only groups its digits.
  if (unit === ',' && afterDigit && /^[0-9０-９]{3}(?![0-9０-９])/.test(original.slice(next, next + 4)))
    return 'ignore';
  return /\s/.test(unit) ? 'space' : 'mark';
}

/** Supplementary ideographs (U+20000 to U+3FFFF) are Han; other supplementary characters are emoji and symbols. */
function keepSupplementary(unit: string): 'keep' | 'mark' {
  return unit.codePointAt(0)! >= 0x20000 && unit.codePointAt(0)! <= 0x3ffff ? 'keep' : 'mark';
}

function joinsAcross(gap: 'space' | 'mark', before: string, unit: string): boolean {
  return gap === 'space' && isHan(before.charCodeAt(before.length - 1)) && isHan(unit.charCodeAt(0));
}

function foldedCodeAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xff10 && code <= 0xff19 ? code - 0xfee0 : code;
}

/** Zero-width characters, variation selectors, the byte-order mark and the soft hyphen. */
function isZeroWidth(code: number): boolean {
  return (
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    code === 0xad ||
    code === 0x2060
  );
}
