/** Length of the longest common subsequence. O(a · b) time, one row of memory. */
export function longestCommonSubsequence(a: string, b: string): number {
  const row = new Uint16Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    let diagonal = 0;
    const unit = a.charCodeAt(i);
    for (let j = 1; j <= b.length; j++) {
      const above = row[j]!;
      row[j] = unit === b.charCodeAt(j - 1) ? diagonal + 1 : Math.max(above, row[j - 1]!);
      diagonal = above;
    }
  }
  return row[b.length]!;
}

/** Length of the longest common substring. O(a · b) time, one row of memory. */
export function longestCommonSubstring(a: string, b: string): number {
  const row = new Uint16Array(b.length + 1);
  let longest = 0;
  for (let i = 0; i < a.length; i++) {
    let diagonal = 0;
    const unit = a.charCodeAt(i);
    for (let j = 1; j <= b.length; j++) {
      const above = row[j]!;
      row[j] = unit === b.charCodeAt(j - 1) ? diagonal + 1 : 0;
      longest = Math.max(longest, row[j]!);
      diagonal = above;
    }
  }
  return longest;
}

/** Whether one insertion, deletion, replacement or swap of neighbours makes `a` into `b`. O(length). */
export function isOneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const restA = a.slice(start, endA);
  const restB = b.slice(start, endB);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB === `${restA[1]!}${restA[0]!}`;
}

/** Dice coefficient of the multisets of `n`-grams of code units, 0–1; 0 when either has none. */
export function ngramDice(a: string, b: string, n: number): number {
  const total = a.length + b.length - 2 * (n - 1);
  if (a.length < n || b.length < n) return 0;
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= a.length; i++) {
    const gram = a.slice(i, i + n);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  let common = 0;
  for (let i = 0; i + n <= b.length; i++) {
    const gram = b.slice(i, i + n);
    const left = counts.get(gram) ?? 0;
    if (left > 0) {
      common++;
      counts.set(gram, left - 1);
    }
  }
  return (2 * common) / total;
}
