import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireService } from '../helpers/availability.ts';
import { httpsClient, type HttpsClient, type Reply } from '../helpers/https-client.ts';
import { runJieda, startJieda, type JiedaService } from '../helpers/jieda-service.ts';
import { startMariadb, type Mariadb } from '../helpers/mariadb.ts';
import { startNginx, type Nginx } from '../helpers/nginx.ts';
import { temporaryFolder } from '../helpers/server-process.ts';

// The whole chain: HTTPS → nginx → two instances of Jieda → one MariaDB.

const friend = 'https://h5.example.com';
const question = '信用卡怎么还款';

describe.runIf(requireService('nginx', 'mariadb', 'openssl'))('Jieda behind nginx', () => {
  const folder = temporaryFolder('nginx-test');
  let mariadb: Mariadb;
  let instances: [JiedaService, JiedaService];
  let nginx: Nginx;
  let client: HttpsClient;

  beforeAll(async () => {
    mariadb = await startMariadb();
    const settings = {
      MYSQL_URL: await mariadb.createDatabase(),
      JIEDA_CORS_ORIGINS: friend,
      JIEDA_DATA_DIR: join(folder.path, 'import'),
    };
    const bank = join(folder.path, 'bank.csv');
    writeFileSync(bank, '问题,答案\n信用卡如何还款？,可以通过网上银行还款。\n');
    await runJieda(['import', bank, '--bank', 'finance'], settings);
    const start = (name: string) => startJieda({ ...settings, JIEDA_DATA_DIR: join(folder.path, name) });
    instances = [await start('first'), await start('second')];
    // The limit has its own test; here it would only get in the way.
    nginx = await startNginx([instances[0].port, instances[1].port], [['rate=50r/s', 'rate=5000r/s']]);
    client = httpsClient(nginx.httpsPort, nginx.ca);
  }, 120_000);

  afterAll(async () => {
    client.close();
    await nginx.stop();
    await Promise.all(instances.map((instance) => instance.remove()));
    await mariadb.stop();
    folder.remove();
  });

  const ask = () =>
    client.send(
      '/api/v1/ask',
      { method: 'POST', headers: { 'Content-Type': 'application/json' } },
      JSON.stringify({ question, bank: 'finance' }),
    );
  const search = () => client.send(`/api/v1/search?bank=finance&q=${encodeURIComponent(question)}`);

  it('answers', async () => {
    const reply = await ask();
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body.toString())).toMatchObject({
      outcome: 'answer',
      answer: { text: '可以通过网上银行还款。' },
    });
  });

  it.each([
    [friend, [friend]],
    ['https://foreign.example', []],
  ])('answers the preflight of %s with %j', async (origin, allowed) => {
    const headers = {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type',
    };
    const preflight = await client.send('/api/v1/ask', { method: 'OPTIONS', headers });
    expect(preflight.status).toBeLessThan(300);
    expect(allowedOrigins(preflight)).toEqual(allowed);
    const reply = await client.send('/api/v1/categories?bank=finance', { headers: { Origin: origin } });
    expect(allowedOrigins(reply)).toEqual(allowed);
  });

  it('sends security headers once', async () => {
    const reply = await search();
    for (const name of ['strict-transport-security', 'content-security-policy', 'x-content-type-options']) {
      expect(valuesOf(reply, name), name).toHaveLength(1);
    }
    expect(reply.headers['x-powered-by']).toBeUndefined();
  });

  it('hands on the request id, and the client makes it to the log', async () => {
    const reply = await client.send('/api/v1/search?bank=finance&q=a', {
      headers: { 'X-Request-Id': 'trace-1' },
    });
    expect(valuesOf(reply, 'x-request-id')).toEqual(['trace-1']);
    const lines = () =>
      instances
        .map(({ output }) => output)
        .join('')
        .split('\n');
    await expect.poll(() => lines().find((line) => line.includes('trace-1'))).toContain('127.0.0.1');
  });

  it('compresses what is long enough', async () => {
    const reply = await client.send('/openapi.json', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(reply.headers['content-encoding']).toBe('gzip');
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('loses no request when an instance ends by %s', async (signal) => {
    const statuses: number[] = [];
    let running = true;
    const clients = Array.from({ length: 4 }, async (_, i) => {
      while (running) statuses.push((await (i % 2 === 0 ? ask() : search())).status);
    });
    await sleep(500);
    await instances[0].stop(signal);
    await sleep(1000);
    await instances[0].start();
    await sleep(500);
    running = false;
    await Promise.all(clients);
    expect(statuses.length).toBeGreaterThan(100);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  });
});

const valuesOf = (reply: Reply, name: string) =>
  reply.headerLines.filter(([header]) => header === name).map(([, value]) => value);

const allowedOrigins = (reply: Reply) => valuesOf(reply, 'access-control-allow-origin');
