import { AppError } from '../errors.ts';
import { say } from '../said.ts';

/** Entity tag of all that has this fingerprint. */
export function weakTag(fingerprint: string): string {
  return `W/"${fingerprint}"`;
}

/** Entity tag of an entry at a version. */
export function versionTag(version: number): string {
  return `"${String(version)}"`;
}

/** Whether If-None-Match names the tag, compared weakly. */
export function isFresh(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = withoutWeakness(tag);
  return ifNoneMatch.split(',').some((candidate) => withoutWeakness(candidate.trim()) === opaque);
}

/**
 * The version that If-Match demands; null: any. A `W/` is overlooked: compressing proxies put it there.
 * @throws AppError `invalid_value` where it is neither a version in quotes nor `*`
 */
export function expectedVersion(ifMatch: string | undefined): number | null {
  if (ifMatch === undefined || ifMatch.trim() === '*') return null;
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(ifMatch.trim())?.[1];
  if (version !== undefined) return Number(version);
  const expected = say('引号里的版本号，如 "3"', 'a version in quotes, such as "3"');
  const reason = say(`If-Match 应为${expected.zh}`, `If-Match must be ${expected.en}`);
  throw new AppError('invalid_value', { reason }, { details: [{ path: 'If-Match', expected }] });
}

function withoutWeakness(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}
