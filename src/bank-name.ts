import { say } from './said.ts';

/** The form of a bank's name. */
export const BANK_NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** The same for people. */
export const BANK_NAME_FORM = say(
  '1–32 个小写字母、数字或连字符，不以连字符开头',
  '1–32 lower-case letters, digits or hyphens, no hyphen first',
);
