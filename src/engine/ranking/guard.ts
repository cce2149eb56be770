/** Why a match must not be given as the answer outright, however well it scores. */
export const GUARD_KINDS = [
  'quantity',
  'polarity',
  'role',
  'name',
  'act',
  'negative-phrasing',
  'ambiguous',
] as const;

export interface Guard {
  readonly kind: (typeof GUARD_KINDS)[number];
  /** In plain Chinese, such as `金额不同：5% 与 3%`. */
  readonly message: string;
}

/**
 * Each of two texts speaks of a thing that the other does not.
 * @param asked, other as analysis writes them
 */
export function differentThings(asked: string, other: string): Guard {
  return { kind: 'name', message: `对象不同：${shownName(asked)}与${shownName(other)}` };
}

/** Analysis makes small letters of all; names are known by large ones. */
export function shownName(name: string): string {
  return name.toUpperCase();
}
