/** Where Redis is, by the form of its URL. */
export type RedisTarget = RedisLogin &
  (
    | { kind: 'standalone'; host: string; port: number; db: number }
    | { kind: 'sentinel'; sentinels: readonly HostPort[]; masterName: string; db: number }
    | { kind: 'cluster'; nodes: readonly HostPort[] }
  );

interface HostPort {
  host: string;
  port: number;
}

interface RedisLogin {
  tls: boolean;
  username: string | null;
  password: string | null;
}

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26379;

const FORM =
  /^redis(?<tls>s?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<login>[^@/]*)@)?(?<hosts>[^/@?]+)(?:\/(?<path>[^?]*))?(?:\?.*)?$/;

/**
 * `redis://[user:password@]host[:port][/db]`, `redis+sentinel://h1[:port],h2[:port]/master[/db]` (the login is
 * for Redis, not for the sentinels) or `redis+cluster://h1[:port],h2[:port]`; `rediss` in place of `redis`
 * means TLS.
 * @throws Error naming what is wrong, without the password
 */
export function parseRedisUrl(url: string): RedisTarget {
  const parts = FORM.exec(url)?.groups;
  if (parts === undefined) {
    throw new Error('REDIS_URL must begin with redis://, rediss://, redis+sentinel:// or redis+cluster://');
  }
  const { kind, hosts = '', path = '' } = parts;
  const login = { tls: parts['tls'] === 's', ...parseLogin(parts['login']) };
  if (kind === 'cluster') return { ...login, kind, nodes: parseHosts(hosts, REDIS_PORT) };
  if (kind === 'sentinel') {
    const [masterName = '', db] = path.split('/');
    if (masterName === '')
      throw new Error('REDIS_URL must name the master: redis+sentinel://host1,host2/name');
    return { ...login, kind, sentinels: parseHosts(hosts, SENTINEL_PORT), masterName, db: parseDb(db) };
  }
  const addresses = parseHosts(hosts, REDIS_PORT);
  if (addresses.length > 1)
    throw new Error('REDIS_URL names several hosts: use redis+sentinel:// or redis+cluster://');
  return { ...login, kind: 'standalone', ...addresses[0]!, db: parseDb(path) };
}

function parseLogin(login: string | undefined): { username: string | null; password: string | null } {
  if (login === undefined || login === '') return { username: null, password: null };
  const separator = login.indexOf(':');
  const username = separator === -1 ? login : login.slice(0, separator);
  const password = separator === -1 ? '' : login.slice(separator + 1);
  return { username: decoded(username) || null, password: decoded(password) || null };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Error('REDIS_URL: a % in the user name or the password must be written %25');
  }
}

function parseHosts(hosts: string, defaultPort: number): HostPort[] {
  return hosts.split(',').map((address) => {
    const [, ipv6, name, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(address.trim()) ?? [];
    const host = ipv6 ?? name;
    if (host === undefined) throw new Error(`REDIS_URL: "${address}" is not host or host:port`);
    return { host, port: port === undefined ? defaultPort : Number(port) };
  });
}

function parseDb(text: string | undefined): number {
  if (text === undefined || text === '') return 0;
  if (!/^\d{1,4}$/.test(text)) throw new Error(`REDIS_URL: "${text}" is not the number of a database`);
  return Number(text);
}
