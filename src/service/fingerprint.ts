import { hash } from 'node:crypto';

/** Characters of every fingerprint. */
export const FINGERPRINT_LENGTH = 27;

/** SHA-1 in base64url: equal texts have equal ones. For telling apart, not for secrets. */
export function fingerprintOf(text: string): string {
  return hash('sha1', text, 'base64url');
}
