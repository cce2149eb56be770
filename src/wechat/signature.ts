import { createHash, timingSafeEqual } from 'node:crypto';

/** What WeChat puts into the query string to prove itself; null: missing, or given more than once. */
export interface SignedQuery {
  readonly signature: string | null;
  readonly timestamp: string | null;
  readonly nonce: string | null;
}

const FORMATS = {
  signature: /^[0-9a-f]{40}$/,
  timestamp: /^\d{1,10}$/,
  nonce: /^[\w-]{1,128}$/,
} as const;

/** Timestamps further from now are refused. WeChat names no figure: room for clocks that are off. */
const FRESH_WITHIN_SECONDS = 300;

/**
 * SHA-1 over the sorted parts, hexadecimal.
 * https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html
 */
export function signatureOf(...parts: readonly string[]): string {
  return createHash('sha1').update(parts.toSorted().join('')).digest('hex');
}

/**
 * Whether the request was signed with the token, and lately: the same signature fits other splits of timestamp
 * and nonce, which only their age tells apart. Repeats within that time are welcome, WeChat itself sends them.
 * @returns null: it was; else why it is refused, in Chinese
 */
export function findSignatureFault(query: SignedQuery, token: string, now: Date): string | null {
  const { signature, timestamp, nonce } = query;
  const isComplete =
    FORMATS.signature.test(signature ?? '') &&
    FORMATS.timestamp.test(timestamp ?? '') &&
    FORMATS.nonce.test(nonce ?? '');
  if (!isComplete) return '缺少签名或格式不正确';
  const expected = signatureOf(token, timestamp!, nonce!);
  if (!timingSafeEqual(Buffer.from(signature!), Buffer.from(expected))) {
    return '签名不正确，请检查公众平台里的 Token';
  }
  const ageSeconds = now.getTime() / 1000 - Number(timestamp);
  return Math.abs(ageSeconds) > FRESH_WITHIN_SECONDS ? '请求已过期，请检查服务器的时间' : null;
}
