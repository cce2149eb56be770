/**
 * 1. A key is `jd_<ulid>_<43 characters>`, never twice the same; the store gets its hash, not the secret.
 * 2. A secret leads to its caller; unknown, malformed and revoked ones are all `unauthenticated`.
 * 3. Authentication goes on while the store is away, for keys seen before.
 * 4. A key revoked in another process stops working after the trust time, in this one at once.
 * 5. Names and banks are checked; an owner's key, which reaches every bank, cannot be made for some.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import { createKeys } from '../../../src/service/keys/create-keys.ts';
import type { Store } from '../../../src/service/ports/store.ts';
import { sqliteStore } from '../../helpers/sqlite-store.ts';

let store: Store;
let seen: Store;
let now: number;
const clock = { now: () => new Date(now) };
const keys = () => createKeys({ store: seen, clock });
const NEW = { name: 'web', role: 'reader', banks: ['finance'] } as const;
const unauthenticated = { code: 'unauthenticated' };

beforeEach(async () => {
  now = Date.parse('2026-01-01T00:00:00Z');
  store = await sqliteStore();
  seen = { ...store };
});
afterEach(() => store.close());

describe('keys', () => {
  it('authenticate', async () => {
    const administration = keys();
    const { key, secret } = await administration.createKey(NEW);
    expect(secret).toMatch(new RegExp(`^jd_${key.id}_[A-Za-z0-9_-]{43}$`));
    expect(JSON.stringify(await administration.listKeys())).not.toContain(secret.slice(-43));
    expect(await administration.authenticate(secret)).toEqual({
      name: 'key:web',
      role: 'reader',
      banks: ['finance'],
    });
    expect((await administration.createKey(NEW)).secret).not.toBe(secret);
  });

  it('are refused when unknown, malformed or revoked', async () => {
    const administration = keys();
    const { key, secret } = await administration.createKey(NEW);
    const other = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [other, '', 'jd_', secret.toLowerCase(), `${secret}x`, 'x'.repeat(100_000)]) {
      await expect(administration.authenticate(wrong)).rejects.toMatchObject(unauthenticated);
    }
    await administration.authenticate(secret);
    expect(await administration.revokeKey(key.id)).toBe(true);
    await expect(administration.authenticate(secret)).rejects.toMatchObject(unauthenticated);
    expect(await administration.revokeKey('absent')).toBe(false);
  });

  it('go on while the store is away', async () => {
    const administration = keys();
    const { secret } = await administration.createKey(NEW);
    const { secret: unseen } = await administration.createKey(NEW);
    await administration.authenticate(secret);
    seen.findKeyByHash = () => Promise.reject(new AppError('store_unavailable'));
    now += 60_000;
    expect((await administration.authenticate(secret)).name).toBe('key:web');
    await expect(administration.authenticate(unseen)).rejects.toMatchObject({ code: 'store_unavailable' });
    now += 3_600_000;
    await expect(administration.authenticate(secret)).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it('stop working soon after another process revoked them', async () => {
    const here = keys();
    const { key, secret } = await here.createKey(NEW);
    await here.authenticate(secret);
    await keys().revokeKey(key.id);
    now += 30_000;
    await expect(here.authenticate(secret)).rejects.toMatchObject(unauthenticated);
  });

  it('have a name, and banks that can be', async () => {
    const refused = keys().createKey({ name: ' ', role: 'editor', banks: ['finance', '金融'] });
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_value',
      details: [{ path: 'name' }, { path: 'banks.1' }],
    });
    await expect(keys().createKey({ ...NEW, role: 'owner' })).rejects.toMatchObject({
      code: 'invalid_value',
      details: [{ path: 'banks' }],
    });
    await expect(keys().createKey({ ...NEW, banks: [] })).rejects.toMatchObject({
      details: [{ path: 'banks' }],
    });
  });
});
