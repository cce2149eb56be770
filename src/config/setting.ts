/** A text in both languages of the documentation. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** One environment variable: how its text becomes a value, and what people read about it. */
export interface Setting<T> {
  readonly env: string;
  /** The value when the variable is absent or empty. */
  readonly default: T;
  /** The default as the documentation shows it; empty: none. */
  readonly defaultText: string;
  /** Which texts are accepted, such as `1–65535 的整数`. */
  readonly expectation: Bilingual;
  readonly description: Bilingual;
  /** A secret is never printed and may also come from a file named by `<env>_FILE`. */
  readonly secret: boolean;
  /** @param text not empty, trimmed. @returns undefined when the text is not acceptable */
  parse(text: string): T | undefined;
}

/** Name of the variable that names the file with a secret. */
export function fileVariantOf(setting: Setting<unknown>): string {
  return `${setting.env}_FILE`;
}
