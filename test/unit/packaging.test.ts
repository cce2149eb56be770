import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { environmentWith } from '../../src/config/environment.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const repository = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(repository, path), 'utf8');

interface Service {
  image: string;
  environment?: Record<string, string>;
  secrets?: string[];
  healthcheck?: { test?: string[] };
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
}

describe('compose.yaml', () => {
  const compose = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, Service>;
    secrets: Record<string, { file: string }>;
    volumes: Record<string, unknown>;
  };
  const services = Object.entries(compose.services);

  it('has MySQL, Redis, the migration, two instances and nginx', () => {
    expect(Object.keys(compose.services)).toEqual([
      'mysql',
      'redis',
      'migrate',
      'jieda-1',
      'jieda-2',
      'nginx',
    ]);
  });

  it('checks the health of each, jieda by its image', () => {
    for (const [name, service] of services) {
      if (service.image === 'jieda:latest') continue;
      expect(service.healthcheck?.test, name).toBeDefined();
    }
    expect(read('Dockerfile')).toContain('HEALTHCHECK');
  });

  it('starts each only when what it needs is ready', () => {
    for (const [name, { depends_on: needs = {} }] of services) {
      for (const [needed, { condition }] of Object.entries(needs)) {
        expect(Object.keys(compose.services), name).toContain(needed);
        expect(condition).toBe(needed === 'migrate' ? 'service_completed_successfully' : 'service_healthy');
      }
    }
  });

  it('holds no secret and no default for one', () => {
    expect(read('compose.yaml')).not.toMatch(/\$\{\w*(PASSWORD|SECRET|TOKEN|URL)\w*:?[-=]/);
    for (const [name, { environment = {}, secrets = [] }] of services) {
      for (const [variable, value] of Object.entries(environment)) {
        if (!/PASSWORD|SECRET|TOKEN|_URL/.test(variable)) continue;
        expect(variable, name).toMatch(/_FILE$/);
        expect(
          secrets.map((secret) => `/run/secrets/${secret}`),
          name,
        ).toContain(value);
      }
      for (const secret of secrets) expect(Object.keys(compose.secrets)).toContain(secret);
    }
  });

  it('uses only settings that Jieda knows', () => {
    const known = Object.values(SETTINGS).flatMap(({ env, secret }) =>
      secret ? [env, `${env}_FILE`] : [env],
    );
    for (const variable of Object.keys(compose.services['jieda-1']!.environment!)) {
      expect(known).toContain(variable);
    }
  });

  it('mounts declared volumes and files that are in the repository', () => {
    for (const [, { volumes = [] }] of services) {
      for (const source of volumes.map((volume) => volume.split(':')[0]!)) {
        if (source === './certs') continue;
        if (source.startsWith('./')) expect(existsSync(join(repository, source)), source).toBe(true);
        else expect(Object.keys(compose.volumes)).toContain(source);
      }
    }
  });

  it('names its instances as nginx does', () => {
    const upstreams = [...read('nginx/conf.d/upstream.conf').matchAll(/server ([\w-]+):8370/g)];
    expect(upstreams.map(([, name]) => name)).toEqual(['jieda-1', 'jieda-2']);
  });

  it('has nginx look its instances up again, which come back at other addresses', () => {
    const { image, volumes } = compose.services['nginx']!;
    expect(volumes).toContain('./nginx/compose/upstream.conf:/etc/nginx/conf.d/upstream.conf:ro');
    const [major, minor] = /^nginx:(\d+)\.(\d+)-/.exec(image)!.slice(1).map(Number) as [number, number];
    expect(major > 1 || minor >= 28, 'resolve in upstream came with nginx 1.27.3').toBe(true);
    const upstreamOf = (file: string) => /^upstream jieda \{.*^\}/ms.exec(read(file))![0];
    const lookedUp = upstreamOf('nginx/compose/upstream.conf');
    expect(lookedUp.match(/8370 resolve /g)).toHaveLength(2);
    // But for that word it is the one that the tests run.
    expect(lookedUp.replaceAll(' resolve ', ' ')).toBe(upstreamOf('nginx/conf.d/upstream.conf'));
  });

  it('finds every secret that make-secrets.sh makes, which keeps them on a second run', () => {
    const folder = temporaryFolder('secrets');
    const run = () =>
      execFileSync('bash', [join(repository, 'scripts/make-secrets.sh'), folder.path]).toString();
    run();
    const made = readdirSync(folder.path).sort();
    expect(made.map((name) => `./secrets/${name}`)).toEqual(
      Object.values(compose.secrets)
        .map(({ file }) => file)
        .sort(),
    );
    const url = readFileSync(join(folder.path, 'mysql-url'), 'utf8');
    expect(SETTINGS.mysqlUrl.parse(url)).toBe(url);
    expect(SETTINGS.redisUrl.parse(readFileSync(join(folder.path, 'redis-url'), 'utf8'))).toBeDefined();
    expect(run()).toBe('');
    expect(readFileSync(join(folder.path, 'mysql-url'), 'utf8')).toBe(url);
    folder.remove();
  });
});

describe('Dockerfile', () => {
  const instructions = read('Dockerfile')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '');
  const runtime = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));

  it('builds in stages and runs on a slim image of a named version', () => {
    expect(instructions.filter((line) => line.startsWith('FROM '))).toHaveLength(3);
    expect(runtime[0]).toMatch(/^FROM node:\d+-bookworm-slim AS runtime$/);
  });

  it('takes production packages only, from the lockfile', () => {
    expect(instructions.filter((line) => /npm (install|i) /.test(line))).toEqual([]);
    const stage = /--from=(\w+) \/app\/node_modules/.exec(runtime.join('\n'))![1]!;
    const start = instructions.findIndex((line) => line.endsWith(` AS ${stage}`));
    const install = instructions.slice(start).find((line) => line.startsWith('RUN npm ci'));
    expect(install).toContain('--omit=dev');
  });

  it('runs as a user without rights, in Shanghai time, with a health check', () => {
    const user = runtime.indexOf('USER node');
    expect(user).toBeGreaterThan(0);
    expect(runtime.findIndex((line) => line.startsWith('CMD'))).toBeGreaterThan(user);
    expect(runtime.join('\n')).toContain('TZ=Asia/Shanghai');
    expect(runtime.join('\n')).toMatch(/HEALTHCHECK .*\/healthz/);
    expect(runtime.at(-1)).toBe('CMD ["node", "dist/main.js", "serve"]');
  });

  it('copies only what is in the repository and let through by .dockerignore', () => {
    const copied = instructions
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    expect(copied.filter((source) => !existsSync(join(repository, source)))).toEqual([]);
    expect(copied.filter((source) => !allowed.includes(source))).toEqual([]);
  });

  it('sets only what Jieda knows', () => {
    const names = [...runtime.join('\n').matchAll(/\b(JIEDA_\w+)=/g)].map(([, name]) => name);
    const known = Object.values(SETTINGS).map(({ env }) => env);
    expect(names.filter((name) => !known.includes(name!))).toEqual([]);
  });
});

describe('how memory is allocated', () => {
  const variables = ['MALLOC_MMAP_THRESHOLD_', 'NODE_OPTIONS'] as const;

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each(variables)(
    'is set in the image and the unit as in the processes that Jieda starts: %s',
    (variable) => {
      vi.stubEnv(variable, undefined);
      const value = environmentWith({})[variable];
      expect(`${variable}=${value}`).toMatch(/=\d+$/);
      expect(read('Dockerfile')).toContain(`    ${variable}="${value}" \\\n`);
      expect(read('docs/jieda.service')).toContain(`Environment="${variable}=${value}"\n`);
    },
  );

  it.each(variables)('is left to whoever has set it: %s', (variable) => {
    vi.stubEnv(variable, '4096');
    expect(environmentWith({})[variable]).toBe('4096');
  });
});

describe('package-lock.json', () => {
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>;
  };
  const entries = Object.entries(lock.packages);

  // Without them `npm ci` fails on newer npm, and installs on other platforms lack their binaries.
  it('has the binaries of every platform', () => {
    const locked = new Set(entries.map(([path]) => path.split('node_modules/').at(-1)));
    const missing = entries.flatMap(([, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter((name) => !locked.has(name)),
    );
    expect(missing).toEqual([]);
  });

  it('names no registry', () => {
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });
});
