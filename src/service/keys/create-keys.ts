import { LRUCache } from 'lru-cache';
import { say } from '../../said.ts';
import { BANK_NAME, BANK_NAME_FORM } from '../../bank-name.ts';
import { AppError, type ErrorDetail } from '../../errors.ts';
import type { Caller } from '../caller.ts';
import { invalidValue } from '../invalid-value.ts';
import { KEY_NAME_LIMIT } from '../limits.ts';
import { newUlid } from '../new-ulid.ts';
import type { Clock } from '../ports/clock.ts';
import type { ApiKey, KeyStore } from '../ports/key-store.ts';
import { cleanLine, lengthInCharacters } from '../text.ts';
import type { KeyAdministration } from '../use-cases/key-administration.ts';
import { hashSecret, hasSecretForm, newSecret } from './secret.ts';

export interface KeyDependencies {
  store: KeyStore;
  clock: Clock;
}

/** How long a key that was found is trusted without asking the store again. */
export const KEY_TRUST_MS = 30_000;

export interface KeyOptions {
  /** How long a key that was found is trusted without asking the store, so the longest that a key revoked in
   * another process still works; default `KEY_TRUST_MS`. */
  trustMs?: number;
  /** As `trustMs` while the store is away; default 1 hour. */
  trustWhileAwayMs?: number;
}

interface Trusted {
  key: ApiKey;
  checkedAtMs: number;
}

const MOST_TRUSTED = 1000;

/** API keys over the store; keys found lately are trusted for a while, longer while the store is away. */
export function createKeys(
  { store, clock }: KeyDependencies,
  { trustMs = KEY_TRUST_MS, trustWhileAwayMs = 3_600_000 }: KeyOptions = {},
): KeyAdministration {
  const trusted = new LRUCache<string, Trusted>({ max: MOST_TRUSTED });

  /** Null: no such key. */
  const findKey = async (hash: string): Promise<ApiKey | null> => {
    const now = clock.now().getTime();
    const known = trusted.get(hash);
    if (known !== undefined && now - known.checkedAtMs < trustMs) return known.key;
    try {
      const key = await store.findKeyByHash(hash);
      if (key === null) trusted.delete(hash);
      else trusted.set(hash, { key, checkedAtMs: now });
      return key;
    } catch (error) {
      if (known !== undefined && now - known.checkedAtMs < trustWhileAwayMs) return known.key;
      throw error;
    }
  };

  return {
    async createKey(input) {
      const name = cleanLine(input.name);
      const faults = faultsOf({ ...input, name });
      if (faults.length > 0) throw invalidValue(faults);
      const now = clock.now();
      const id = newUlid(now.getTime());
      const key: ApiKey = { id, name, role: input.role, banks: input.banks, createdAt: now, revokedAt: null };
      const secret = newSecret(id);
      await store.createKey(key, hashSecret(secret));
      return { key, secret };
    },

    listKeys: () => store.listKeys(),

    async revokeKey(id) {
      const existed = await store.revokeKey(id, clock.now());
      for (const [hash, { key }] of trusted.entries()) if (key.id === id) trusted.delete(hash);
      return existed;
    },

    async authenticate(secret): Promise<Caller> {
      // The hash, not the secret, is compared and looked up: how long that takes tells nothing of the secret.
      const key = hasSecretForm(secret) ? await findKey(hashSecret(secret)) : null;
      if (key?.revokedAt !== null) throw new AppError('unauthenticated');
      return { name: `key:${key.name}`, role: key.role, banks: key.banks };
    },
  };
}

function faultsOf({ name, role, banks }: Pick<ApiKey, 'name' | 'role' | 'banks'>): ErrorDetail[] {
  const faults: ErrorDetail[] = [];
  const actual = lengthInCharacters(name);
  if (actual < 1 || actual > KEY_NAME_LIMIT) {
    faults.push({
      path: 'name',
      message: say(`密钥名称应为 1–${KEY_NAME_LIMIT} 个字`, `must have 1–${KEY_NAME_LIMIT} characters`),
      limit: KEY_NAME_LIMIT,
      actual,
    });
  }
  if (banks?.length === 0) {
    const message = say(
      '至少写一个题库；不限题库时不要写',
      'must name a bank, or be left out for all of them',
    );
    faults.push({ path: 'banks', message });
  }
  if (role === 'owner' && banks !== null) {
    faults.push({
      path: 'banks',
      message: say(
        '所有者（owner）的密钥可做一切，不能限定题库；请改用 editor 或 reader',
        'cannot limit an owner, who may do everything: use editor or reader',
      ),
    });
  }
  banks?.forEach((bank, position) => {
    if (!BANK_NAME.test(bank))
      faults.push({
        path: `banks.${position}`,
        message: say(`“${bank}”不是合法的题库名，应为 ${BANK_NAME_FORM.zh}`, `must be ${BANK_NAME_FORM.en}`),
      });
  });
  return faults;
}
