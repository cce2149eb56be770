const SEPARATORS = [',', '\t', ';', '|'] as const;
const QUOTED = /"(?:[^"]|"")*(?:"|$)/g;
const LINES_LOOKED_AT = 50;

/** The separator that divides most of the first lines into one and the same number of cells; else `,`. */
export function detectSeparator(text: string): string {
  const head = text.slice(0, 64 * 1024).replace(QUOTED, '');
  const lines = head.split(/\r\n|\r|\n/, LINES_LOOKED_AT);
  let best = { separator: ',', agreeing: 0 };
  for (const separator of SEPARATORS) {
    const counts = lines.map((line) => line.split(separator).length).filter((count) => count > 1);
    const agreeing = Math.max(0, ...counts.map((count) => counts.filter((other) => other === count).length));
    if (agreeing > best.agreeing) best = { separator, agreeing };
  }
  return best.separator;
}
