/** The form of a bank's name: 1–32 lower-case letters, digits and hyphens, no hyphen first. */
export const BANK_NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;
