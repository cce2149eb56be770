import { describe, expect, it } from 'vitest';
import { findSignatureFault, signatureOf } from '../../../src/wechat/signature.ts';
import vectors from './vectors.json' with { type: 'json' };

const [official] = vectors.signatures;
const { token, timestamp, nonce, signature } = official!;
const signedAt = new Date(Number(timestamp) * 1000);
const later = (seconds: number) => new Date(signedAt.getTime() + seconds * 1000);

describe('signatureOf', () => {
  it.each(vectors.signatures)('agrees with $id', ({ isValid, signature, ...parts }) => {
    expect(signatureOf(parts.token, parts.timestamp, parts.nonce) === signature).toBe(isValid);
  });
});

describe('findSignatureFault', () => {
  const query = { signature, timestamp, nonce };

  it('accepts what is signed with the token', () => {
    expect(findSignatureFault(query, token, signedAt)).toBeNull();
  });

  it('accepts it again a minute later, as WeChat repeats requests with the same signature', () => {
    expect(findSignatureFault(query, token, later(60))).toBeNull();
  });

  it.each([301, -301])('refuses it %i seconds away from now', (seconds) => {
    expect(findSignatureFault(query, token, later(seconds))).toContain('过期');
  });

  it.each(vectors.staleSignatures)('refuses $id: the signature fits, the time does not', (shifted) => {
    const { token, timestamp, nonce, signature } = shifted;
    expect(signatureOf(token, timestamp, nonce)).toBe(signature);
    expect(findSignatureFault({ signature, timestamp, nonce }, token, signedAt)).toContain('过期');
  });

  it('refuses another token', () => {
    expect(findSignatureFault(query, 'BBBBB', signedAt)).toContain('签名不正确');
  });

  it.each([
    { ...query, signature: null },
    { ...query, timestamp: null },
    { ...query, nonce: null },
    { ...query, signature: '' },
    { ...query, signature: signature.toUpperCase() },
    { ...query, signature: signature.slice(1) },
    { ...query, timestamp: '1e9' },
    { ...query, timestamp: '99999999999' },
    { ...query, nonce: 'a b' },
    { ...query, nonce: 'é'.repeat(20) },
  ])('refuses %j', (incomplete) => {
    expect(findSignatureFault(incomplete, token, signedAt)).toContain('格式');
  });
});
