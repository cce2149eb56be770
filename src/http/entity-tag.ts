import { hash } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { Language } from './language.ts';

/** Tags remembered, of texts up to a length; all are dropped when there are more. */
const MOST_TAGS = 4096;
const LONGEST_REMEMBERED = 4096;
const tags = new Map<string, string>();

/** Weak entity tag of a text: equal texts, equal tags. Remembered, as cached results are sent again and again. */
export function weakTag(text: string): string {
  const known = tags.get(text);
  if (known !== undefined) return known;
  const tag = `W/"${hash('sha1', text, 'base64url')}"`;
  if (tags.size >= MOST_TAGS) tags.clear();
  if (text.length <= LONGEST_REMEMBERED) tags.set(text, tag);
  return tag;
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
export function expectedVersion(ifMatch: string | undefined, language: Language): number | null {
  if (ifMatch === undefined || ifMatch.trim() === '*') return null;
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(ifMatch.trim())?.[1];
  if (version !== undefined) return Number(version);
  const expected = language === 'zh' ? '引号里的版本号，如 "3"' : 'a version in quotes, such as "3"';
  const reason = language === 'zh' ? `If-Match 应为${expected}` : `If-Match must be ${expected}`;
  throw new AppError('invalid_value', { reason }, { details: [{ path: 'If-Match', expected }] });
}

function withoutWeakness(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}
