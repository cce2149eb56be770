export type Language = 'zh' | 'en';

/** What people read, in every language that they may ask for. */
export type Said = Readonly<Record<Language, string>>;

export function say(zh: string, en: string): Said {
  return { zh, en };
}

/** @param said a text where all languages write the same */
export function inLanguage(said: Said | string | number, language: Language): string {
  return typeof said === 'object' ? said[language] : String(said);
}
