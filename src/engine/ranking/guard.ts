/** Why a match must not be given as the answer outright, however well it scores. */
export const GUARD_KINDS = [
  'quantity',
  'polarity',
  'role',
  'name',
  'negative-phrasing',
  'ambiguous',
] as const;

export interface Guard {
  readonly kind: (typeof GUARD_KINDS)[number];
  /** In plain Chinese, such as `金额不同：5% 与 3%`. */
  readonly message: string;
}
