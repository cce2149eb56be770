/** The named characters of HTML 4 in runs of neighbours, each with the code point of its first in hexadecimal. */
const NAMED_RUNS = `
22 quot | 26 amp | 3c lt | 3e gt |
a0 nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 |
b3 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc |
c3 Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve |
d3 Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute |
e2 acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde |
f2 ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml |
152 OElig oelig | 160 Scaron scaron | 178 Yuml | 192 fnof | 2c6 circ | 2dc tilde |
391 Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho |
3a3 Sigma Tau Upsilon Phi Chi Psi Omega |
3b1 alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf |
3c3 sigma tau upsilon phi chi psi omega | 3d1 thetasym upsih | 3d6 piv | 2002 ensp emsp | 2009 thinsp |
200c zwnj zwj lrm rlm | 2013 ndash mdash | 2018 lsquo rsquo sbquo | 201c ldquo rdquo bdquo |
2020 dagger Dagger bull | 2026 hellip | 2030 permil | 2032 prime Prime | 2039 lsaquo rsaquo | 203e oline |
2044 frasl | 20ac euro | 2111 image | 2118 weierp | 211c real | 2122 trade | 2135 alefsym |
2190 larr uarr rarr darr harr | 21b5 crarr | 21d0 lArr uArr rArr dArr hArr | 2200 forall |
2202 part exist | 2205 empty | 2207 nabla isin notin | 220b ni | 220f prod | 2211 sum minus |
2217 lowast | 221a radic | 221d prop infin | 2220 ang | 2227 and or cap cup int | 2234 there4 | 223c sim |
2245 cong | 2248 asymp | 2260 ne equiv | 2264 le ge | 2282 sub sup nsub | 2286 sube supe | 2295 oplus |
2297 otimes | 22a5 perp | 22c5 sdot | 2308 lceil rceil lfloor rfloor | 2329 lang rang | 25ca loz |
2660 spades | 2663 clubs | 2665 hearts diams
`;
const NAMED = new Map(
  NAMED_RUNS.split('|').flatMap((run) => {
    const [first = '', ...names] = run.trim().split(/\s+/);
    return names.map((name, index) => [name, String.fromCodePoint(parseInt(first, 16) + index)] as const);
  }),
);
const ENTITY = /&(?:#(\d{1,7});?|#x([\da-f]{1,6});?|([a-z][a-z\d]{1,7});|(nbsp))/gi;

/** Text with the characters that `&#20449;`, `&#x4fe1;` and `&hellip;` stand for; unknown ones stay. */
export function withoutHtmlEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    ENTITY,
    (entity, decimal?: string, hexadecimal?: string, name?: string, unended?: string) => {
      const named = name ?? unended;
      if (named !== undefined) return NAMED.get(named) ?? NAMED.get(named.toLowerCase()) ?? entity;
      return characterOf(decimal === undefined ? parseInt(hexadecimal!, 16) : Number(decimal)) ?? entity;
    },
  );
}

/** Codes between 128 and 159 are meant as those of Windows, as browsers take them. */
function characterOf(code: number): string | null {
  if (code >= 0x80 && code < 0xa0) return WINDOWS_CHARACTERS[code - 0x80]!;
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

const WINDOWS_CHARACTERS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
