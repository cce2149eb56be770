/**
 * 1. Every form of REDIS_URL is understood, with logins, ports, databases, TLS and IPv6.
 * 2. What is malformed is refused with what is wrong, and the password is never repeated.
 */
import { describe, expect, it } from 'vitest';
import { parseRedisUrl } from '../../../src/cache/parse-redis-url.ts';

const plain = { tls: false, username: null, password: null };

describe('parseRedisUrl', () => {
  it.each([
    ['redis://localhost', { ...plain, kind: 'standalone', host: 'localhost', port: 6379, db: 0 }],
    [
      'redis://ann:p%40ss@cache:6380/2',
      { tls: false, username: 'ann', password: 'p@ss', kind: 'standalone', host: 'cache', port: 6380, db: 2 },
    ],
    [
      'rediss://:secret@[::1]:7000',
      { tls: true, username: null, password: 'secret', kind: 'standalone', host: '::1', port: 7000, db: 0 },
    ],
    [
      'redis+sentinel://s1,s2:26380/main/3',
      {
        ...plain,
        kind: 'sentinel',
        sentinels: [
          { host: 's1', port: 26379 },
          { host: 's2', port: 26380 },
        ],
        masterName: 'main',
        db: 3,
      },
    ],
    [
      'rediss+cluster://:secret@n1,n2:7001',
      {
        tls: true,
        username: null,
        password: 'secret',
        kind: 'cluster',
        nodes: [
          { host: 'n1', port: 6379 },
          { host: 'n2', port: 7001 },
        ],
      },
    ],
  ])('%s', (url, target) => {
    expect(parseRedisUrl(url)).toEqual(target);
  });

  it.each([
    ['http://:secret@localhost', /must begin with redis/],
    ['redis+sentinel://:secret@s1,s2', /name the master/],
    ['redis://:secret@a,b', /several hosts/],
    ['redis://:secret@a/zero', /"zero" is not the number/],
    ['redis://:secret@a:b:c', /"a:b:c" is not host/],
    ['redis://:secret%zz@a', /REDIS_URL: a % .* must be written %25/],
  ])('refuses %s', (url, complaint) => {
    expect(() => parseRedisUrl(url)).toThrow(complaint);
    expect(() => parseRedisUrl(url)).not.toThrow(/secret/);
  });
});
