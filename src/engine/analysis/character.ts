/** Whether a code unit is Han: unified ideographs, extension A, or half of a supplementary one. */
export function isHan(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0xd840 && code <= 0xdfff)
  );
}

/** Whether a code unit is an ASCII letter in lower case. */
export function isLatin(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** Whether a code unit is an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether two words side by side would be read as one: both are of letters or digits where they meet. */
export function wouldMerge(before: string, after: string): boolean {
  if (before === '' || after === '') return false;
  return !isHan(before.charCodeAt(before.length - 1)) && !isHan(after.charCodeAt(0));
}
