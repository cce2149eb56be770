import type { Bilingual, Setting } from './setting.ts';

interface Description<T> extends Bilingual {
  default: T;
}

const NUMBER_FORMAT = new Intl.NumberFormat('en-US');

/** Any text. */
export function text(env: string, { default: value, ...description }: Description<string>): Setting<string> {
  return {
    ...setting(env, description, value, value, { zh: '文字', en: 'text' }),
    parse: (raw) => raw,
  };
}

/** Text that a pattern matches whole. */
export function matching(
  env: string,
  pattern: RegExp,
  expectation: Bilingual,
  { default: value, ...description }: Description<string>,
): Setting<string> {
  return {
    ...setting(env, description, value, value, expectation),
    parse: (raw) => (pattern.test(raw) ? raw : undefined),
  };
}

/** A path, or nothing. `defaultText` tells what happens then. */
export function optionalPath(
  env: string,
  defaultText: string,
  description: Bilingual,
): Setting<string | null> {
  return {
    ...setting<string | null>(env, description, null, defaultText, { zh: '路径', en: 'path' }),
    parse: (raw) => raw,
  };
}

/** A whole number of `unit`, from `min` to `max`. */
export function integer(
  env: string,
  range: { min: number; max: number; unit?: Bilingual },
  { default: value, ...description }: Description<number>,
): Setting<number> {
  const limits = `${NUMBER_FORMAT.format(range.min)}–${NUMBER_FORMAT.format(range.max)}`;
  const unit = range.unit;
  const expectation = {
    zh: `${limits} 的整数${unit ? `（${unit.zh}）` : ''}`,
    en: `integer ${limits}${unit ? ` (${unit.en})` : ''}`,
  };
  return {
    ...setting(env, description, value, String(value), expectation),
    parse(raw) {
      const parsed = /^\d+$/.test(raw) ? Number(raw) : NaN;
      return parsed >= range.min && parsed <= range.max ? parsed : undefined;
    },
  };
}

/** `true` or `false`. */
export function flag(
  env: string,
  { default: value, ...description }: Description<boolean>,
): Setting<boolean> {
  const words = new Map([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ]);
  return {
    ...setting(env, description, value, String(value), { zh: 'true 或 false', en: 'true or false' }),
    parse: (raw) => words.get(raw.toLowerCase()),
  };
}

/** One of a few words. */
export function oneOf<const T extends string>(
  env: string,
  choices: readonly T[],
  { default: value, ...description }: Description<NoInfer<T>>,
): Setting<T> {
  const expectation = { zh: `${choices.join('、')} 之一`, en: `one of ${choices.join(', ')}` };
  return {
    ...setting<T>(env, description, value, value, expectation),
    parse: (raw) => choices.find((choice) => choice === raw),
  };
}

/** Items divided by commas, each read by `parseItem`; `none` is the empty list. */
export function list<T>(
  env: string,
  parseItem: (item: string) => T | undefined,
  expectation: Bilingual,
  { default: value, ...description }: Description<readonly T[]>,
): Setting<readonly T[]> {
  return {
    ...setting(env, description, value, value.map(String).join(','), expectation),
    parse(raw) {
      if (raw === 'none') return [];
      const items = raw
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '')
        .map(parseItem);
      return items.every((item) => item !== undefined) ? Object.freeze(items) : undefined;
    },
  };
}

/** A setting that holds a secret: without default, never printed. */
export function secret<T>(
  env: string,
  parse: (raw: string) => T | undefined,
  expectation: Bilingual,
  description: Bilingual,
): Setting<T | null> {
  return { ...setting<T | null>(env, description, null, '', expectation), secret: true, parse };
}

function setting<T>(
  env: string,
  description: Bilingual,
  value: T,
  defaultText: string,
  expectation: Bilingual,
): Omit<Setting<T>, 'parse'> {
  return {
    env,
    default: value,
    defaultText,
    expectation,
    description: { zh: description.zh, en: description.en },
    secret: false,
  };
}
