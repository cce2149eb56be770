import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireService } from '../helpers/availability.ts';
import { httpsClient, type HttpsClient, type Reply } from '../helpers/https-client.ts';
import { mustRunJieda } from '../helpers/jieda-command.ts';
import { startJieda, type JiedaServer } from '../helpers/jieda-server.ts';
import { startMariadb, type Mariadb } from '../helpers/mariadb.ts';
import { startNginx, type Nginx } from '../helpers/nginx.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

// The whole chain: HTTPS → nginx → two instances of Jieda → one MariaDB.

const friend = 'https://h5.example.com';
const question = '信用卡怎么还款';

describe.runIf(requireService('nginx', 'mariadb', 'openssl'))('Jieda behind nginx', () => {
  const folder = temporaryFolder('nginx-test');
  let mariadb: Mariadb;
  let instances: [JiedaServer, JiedaServer];
  let nginx: Nginx;
  let client: HttpsClient;
  let authorization: { Authorization: string };

  beforeAll(async () => {
    mariadb = await startMariadb();
    const settings = {
      MYSQL_URL: await mariadb.createDatabase(),
      JIEDA_CORS_ORIGINS: friend,
      JIEDA_DATA_DIR: join(folder.path, 'import'),
    };
    await mustRunJieda(['migrate'], settings);
    const key = (await mustRunJieda(['key', 'create', '--name', 'test'], settings)).trim();
    authorization = { Authorization: `Bearer ${key}` };
    const start = (name: string) => startJieda({ ...settings, JIEDA_DATA_DIR: join(folder.path, name) });
    instances = await Promise.all([start('first'), start('second')]);
    // The limit has its own test; here it would only get in the way.
    nginx = await startNginx([instances[0].port, instances[1].port], [['rate=50r/s', 'rate=5000r/s']]);
    client = httpsClient(nginx.httpsPort, nginx.ca);
    const create = async (path: string, content: object) => {
      const headers = { 'Content-Type': 'application/json', ...authorization };
      const reply = await client.send(path, { method: 'POST', headers }, JSON.stringify(content));
      expect(reply.status, reply.body.toString()).toBe(201);
    };
    await create('/api/v1/banks', { name: 'finance', title: '金融', isPublic: true });
    await create('/api/v1/banks/finance/questions', {
      question: '信用卡如何还款？',
      answer: '可以通过网上银行还款。',
    });
  }, 400_000);

  afterAll(async () => {
    client.close();
    await nginx.stop();
    await Promise.all(instances.map((instance) => instance.stop()));
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

  it('brings what one instance was told to the other', async () => {
    for (const { address } of instances) {
      const found = () => fetch(`${address}/api/v1/suggest?q=信用卡`).then((reply) => reply.text());
      await expect.poll(found, { timeout: 40_000 }).toContain('信用卡如何还款');
    }
  });

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

  it('lets the app log the request id and the real address of the client', async () => {
    const headers = { 'X-Request-Id': 'trace-1', 'X-Forwarded-For': '8.8.8.8' };
    const reply = await client.send('/api/v1/categories', { headers, localAddress: '127.0.0.2' });
    expect(valuesOf(reply, 'x-request-id')).toEqual(['trace-1']);
    const logged = () =>
      instances.flatMap(({ output }) => output.split('\n')).find((line) => line.includes('trace-1'));
    await expect.poll(logged).toContain('"ip":"127.0.0.2"');
  });

  it('compresses what is long enough', async () => {
    const reply = await client.send('/openapi.json', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(reply.headers['content-encoding']).toBe('gzip');
  });

  it('follows an import to its end, whichever instance does it', async () => {
    const form = new FormData();
    form.set('file', new Blob(['问题,答案\n什么是基金,答']), '题库.csv');
    const upload = new Response(form);
    const headers = { ...authorization, 'Content-Type': upload.headers.get('content-type')! };
    const body = Buffer.from(await upload.arrayBuffer());
    const taken = await client.send('/api/v1/banks/finance/imports', { method: 'POST', headers }, body);
    expect(taken.status).toBe(202);
    const accepting = { ...authorization, 'Accept-Encoding': 'gzip' };
    const reply = await client.send(`${valuesOf(taken, 'location')[0]!}/events`, { headers: accepting });
    expect(reply.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(reply.headers['content-encoding']).toBeUndefined();
    const events = reply.body.toString().trim().split('\n\n');
    expect(events.at(-1)).toMatch(/^event: end\ndata: .*"state":"published"/);
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
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

const valuesOf = (reply: Reply, name: string) =>
  reply.headerLines.filter(([header]) => header === name).map(([, value]) => value);

const allowedOrigins = (reply: Reply) => valuesOf(reply, 'access-control-allow-origin');
