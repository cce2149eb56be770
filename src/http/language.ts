import type { Request } from 'express';
import type { Language } from '../said.ts';

/** The language of messages to this client: Chinese unless Accept-Language prefers English. */
export function languageOf(request: Request): Language {
  if (request.headers['accept-language'] === undefined) return 'zh';
  const first = request.acceptsLanguages().find((language) => /^(\*|zh|en)\b/i.test(language));
  return first?.toLowerCase().startsWith('en') === true ? 'en' : 'zh';
}
