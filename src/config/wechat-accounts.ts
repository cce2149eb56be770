import { BANK_NAME } from '../bank-name.ts';

/** One WeChat official account that Jieda answers for. */
export interface WechatAccount {
  /** Last part of its webhook address, `/wechat/<name>`. */
  readonly name: string;
  /** The token set in the WeChat console; a secret. */
  readonly token: string;
  /** Bank it answers from; null: the default bank. */
  readonly bank: string | null;
}

const ACCOUNT = /^(?<name>[\w-]{1,32}):(?<token>[A-Za-z0-9]{3,32})(?::(?<bank>.*))?$/;

/** `name:token:bank` or `name:token`, several divided by commas; undefined when one is malformed. */
export function parseWechatAccounts(text: string): readonly WechatAccount[] | undefined {
  const accounts: WechatAccount[] = [];
  for (const part of text.split(',')) {
    const groups = ACCOUNT.exec(part.trim())?.groups;
    const { name, token, bank = null } = groups ?? {};
    if (name === undefined || token === undefined) return undefined;
    if (bank !== null && !BANK_NAME.test(bank)) return undefined;
    accounts.push({ name, token, bank });
  }
  return new Set(accounts.map(({ name }) => name)).size === accounts.length ? accounts : undefined;
}
