import { createHash, randomBytes } from 'node:crypto';

const SECRET_FORM = /^jd_[0-9A-HJKMNP-TV-Z]{26}_[A-Za-z0-9_-]{43}$/;

/** A new secret of the form `jd_<id>_<43 characters>`, 256 bits of chance. @param id a ULID */
export function newSecret(id: string): string {
  return `jd_${id}_${randomBytes(32).toString('base64url')}`;
}

/** Whether this can be a secret at all. */
export function hasSecretForm(text: string): boolean {
  return SECRET_FORM.test(text);
}

/** How a secret is kept: SHA-256 as 64 hexadecimal digits. Enough for a secret that cannot be guessed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
