import { createHash } from 'node:crypto';

/** SHA-256 in base64url, 43 characters: an exact, indexable stand-in for text of any length. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
