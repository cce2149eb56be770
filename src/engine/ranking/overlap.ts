/** How two rows of integers share their beginnings, ends, order and runs. All lengths in items. */
export interface Overlap {
  subsequence: number;
  substring: number;
  /** Insertions, deletions, replacements. */
  edits: number;
  prefix: number;
  suffix: number;
}

const LONGEST = 256;
const subsequenceRow = new Uint16Array(LONGEST + 1);
const substringRow = new Uint16Array(LONGEST + 1);
const editRow = new Uint16Array(LONGEST + 1);

/** O(a · b), one pass; items beyond the 256th are left out. Overwrites and returns `into`. */
export function measureOverlap(a: Uint16Array, b: Uint16Array, into: Overlap): Overlap {
  const n = Math.min(a.length, LONGEST);
  const m = Math.min(b.length, LONGEST);
  subsequenceRow.fill(0, 0, m + 1);
  substringRow.fill(0, 0, m + 1);
  for (let j = 0; j <= m; j++) editRow[j] = j;
  let longest = 0;
  for (let i = 0; i < n; i++) {
    const item = a[i]!;
    let subsequenceDiagonal = 0;
    let substringDiagonal = 0;
    let editDiagonal = i;
    editRow[0] = i + 1;
    for (let j = 1; j <= m; j++) {
      const subsequenceAbove = subsequenceRow[j]!;
      const substringAbove = substringRow[j]!;
      const editAbove = editRow[j]!;
      if (item === b[j - 1]) {
        subsequenceRow[j] = subsequenceDiagonal + 1;
        const run = substringDiagonal + 1;
        substringRow[j] = run;
        if (run > longest) longest = run;
        editRow[j] = editDiagonal;
      } else {
        const before = subsequenceRow[j - 1]!;
        if (before > subsequenceAbove) subsequenceRow[j] = before;
        substringRow[j] = 0;
        const beside = editRow[j - 1]!;
        const least = editAbove < beside ? editAbove : beside;
        editRow[j] = 1 + (editDiagonal < least ? editDiagonal : least);
      }
      subsequenceDiagonal = subsequenceAbove;
      substringDiagonal = substringAbove;
      editDiagonal = editAbove;
    }
  }
  into.subsequence = subsequenceRow[m]!;
  into.substring = longest;
  into.edits = editRow[m]!;
  let prefix = 0;
  while (prefix < n && prefix < m && a[prefix] === b[prefix]) prefix++;
  let suffix = 0;
  while (suffix < n && suffix < m && a[n - 1 - suffix] === b[m - 1 - suffix]) suffix++;
  into.prefix = prefix;
  into.suffix = suffix;
  return into;
}
