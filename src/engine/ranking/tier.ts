/** Kinds of evidence from strongest to weakest; a match carries the strongest that it has. */
export const TIERS = [
  'exact',
  'normalised',
  'phrasing',
  'synonym',
  'words',
  'sub-word',
  'homophone',
  'pinyin',
  'initials',
  'one-edit',
] as const;

export type Tier = (typeof TIERS)[number];
