/**
 * The HTTP door over the real use cases, with a SQLite store and the real engine: an administrator's day, in
 * order. Each response must conform to /openapi.json as over the fake.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Opened } from '../../src/cli/runtime.ts';
import { openCommandServices } from '../../src/compose.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { createApp } from '../../src/http/create-app.ts';
import type { Services } from '../../src/service/use-cases/services.ts';
import { apiClient, type ApiClient } from '../helpers/api-client.ts';
import { MemoryIdempotencyStore } from '../helpers/memory-idempotency-store.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const folder = temporaryFolder('http');
const bank = '/api/v1/banks/finance';

let opened: Opened<Services>;
let api: ApiClient;
let owner: { Authorization: string };

beforeAll(async () => {
  const { config } = loadConfig({ JIEDA_DATA_DIR: folder.path }, () => '');
  opened = await openCommandServices(config, true);
  const { secret } = await opened.value.keys.createKey({ name: 'test', role: 'owner', banks: null });
  owner = { Authorization: `Bearer ${secret}` };
  const options = { logger: pino({ level: 'silent' }), idempotency: new MemoryIdempotencyStore() };
  api = apiClient(createApp(opened.value, options));
});

afterAll(async () => {
  await opened.close();
  folder.remove();
});

const sample = {
  question: '中国农业银行信用卡如何还款？',
  answer: '可通过掌上银行还款。',
  phrasings: ['农行信用卡怎么还'],
  category: '信用卡',
  tags: ['还款'],
  externalId: 'CC-017',
};

/** What an import has come to, once this process has worked on it. */
async function ended(location: string): Promise<unknown> {
  const id = location.split('/').at(-1)!;
  await opened.value.transfer.completeImport(id, { name: 'worker', role: 'owner', banks: null });
  const events = await api.get(`${location}/events`).set(owner).expect(200);
  return JSON.parse(events.text.trim().split('\ndata: ').at(-1)!) as unknown;
}

describe('an administrator’s day', () => {
  let tag: string;
  let url: string;

  it('begins with a bank', async () => {
    await api.post('/api/v1/banks').set(owner).send({ name: 'finance', title: '金融问答' }).expect(201);
    await api.post('/api/v1/banks').set(owner).send({ name: 'finance' }).expect(409);
    await api.patch(bank).set(owner).send({ fallback: '请联系客服。', answerThreshold: 0.6 }).expect(200);
    await api.patch(bank).set(owner).send({ suggestThreshold: 0.9 }).expect(422);
    await api.get('/api/v1/banks').set(owner).expect(200);
  });

  it('adds a question, which is found at once', async () => {
    const created = await api.post(`${bank}/questions`).set(owner).send(sample);
    expect(created.status).toBe(201);
    ({ etag: tag, location: url } = created.headers as { etag: string; location: string });
    await api.post(`${bank}/questions`).set(owner).send(sample).expect(409);
    const asked = await api.get('/api/v1/ask').query({ q: '农行信用卡怎么还' });
    expect(asked.body).toMatchObject({ outcome: 'answer', answer: { question: sample.question } });
    const found = await api.get('/api/v1/search').query({ q: '信用卡还款', explain: true });
    expect(found.body).toMatchObject({ total: 1, hits: [{ question: sample.question }] });
    await api.get('/api/v1/suggest').query({ q: 'xyk' }).expect(200);
    await api.get('/api/v1/categories').expect(200);
    await api.get('/api/v1/ask').query({ q: '量子力学的基本假设' }).expect(200);
  });

  it('refuses what breaks the rules of a question', async () => {
    const response = await api
      .post(`${bank}/questions`)
      .set(owner)
      .send({ ...sample, question: '问'.repeat(201), tags: ['x'.repeat(33)] });
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ error: { details: [{ path: 'question' }, { path: 'tags.0' }] } });
  });

  it('changes it on the version seen', async () => {
    const changed = await api
      .patch(url)
      .set(owner)
      .set('If-Match', tag)
      .send({ answer: '也可在柜台还款。', changeReason: '补充' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ version: 2, changeReason: '补充' });
    await api.patch(url).set(owner).set('If-Match', tag).send({ answer: '旧' }).expect(409);
    await api.get(url).set(owner).expect(200);
    await api.put(url).set(owner).send(sample).expect(200);
  });

  it('takes many lines and reports each', async () => {
    const lines = [
      { question: '如何开立基金账户？', answer: '在手机银行开立。' },
      { question: '如何开立证券账户？', answer: '' },
      { question: '另一个问题', answer: '答', externalId: 'CC-018' },
    ];
    const response = await api
      .post(`${bank}/questions/bulk`)
      .set(owner)
      .set('Content-Type', 'application/x-ndjson')
      .send(lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(response.status).toBe(200);
    const results = response.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(results).toMatchObject([
      { line: 1, outcome: 'added' },
      { line: 2, outcome: 'rejected', error: { code: 'invalid_value', details: [{ path: 'answer' }] } },
      { line: 3, outcome: 'added', externalId: 'CC-018' },
    ]);
  });

  it('imports the sample workbook, reads the report, and exports', async () => {
    const workbook = readFileSync(join(import.meta.dirname, '../../data/finance.xlsx'));
    const imported = await api.post(`${bank}/imports`).set(owner).attach('file', workbook, '金融问答.xlsx');
    expect(imported.status).toBe(202);
    expect(imported.body).toMatchObject({ fileName: '金融问答.xlsx', state: 'queued', bank: 'finance' });
    const location = imported.headers['location']!;
    expect(await ended(location)).toMatchObject({ state: 'published', error: null });
    await api.get(location).set(owner).expect(200);
    await api.get(`${location}/report.xlsx`).set(owner).expect(200);
    const changes = await api.get(`${location}/changes`).query({ kind: 'added', limit: 2 }).set(owner);
    expect(changes.body).toMatchObject({ items: [{ kind: 'added' }, { kind: 'added' }] });
    for (const format of ['xlsx', 'csv', 'ndjson']) {
      await api.get(`${bank}/export.${format}`).set(owner).expect(200);
    }
    const text = await api.post(`${bank}/imports`).set(owner).attach('file', Buffer.from('text'), 'a.xlsx');
    expect(await ended(text.headers['location']!)).toMatchObject({
      state: 'failed',
      error: { code: 'workbook_unreadable' },
    });
  });

  it('writes an export back unchanged', async () => {
    const exported = await api.get(`${bank}/export.ndjson`).set(owner);
    const lines = exported.text.trim().split('\n');
    const response = await api
      .post(`${bank}/questions/bulk`)
      .set(owner)
      .set('Content-Type', 'application/x-ndjson')
      .send(exported.text);
    const results = response.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { outcome: string });
    expect(results).toHaveLength(lines.length);
    expect(results.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);
  });

  it('teaches words and synonyms, and looks at the history', async () => {
    await api
      .put(`${bank}/dictionary`)
      .set(owner)
      .send({ words: ['农行掌银'] })
      .expect(200);
    await api
      .put(`${bank}/synonyms`)
      .set(owner)
      .send({ synonyms: ['掌银 = 掌上银行'] })
      .expect(200);
    await api
      .put(`${bank}/synonyms`)
      .set(owner)
      .send({ synonyms: ['掌银'] })
      .expect(422);
    await api.get(`${bank}/dictionary`).set(owner).expect(200);
    await api.get(`${bank}/synonyms`).set(owner).expect(200);
    const history = await api.get(`${bank}/history`).query({ limit: 2 }).set(owner);
    expect(history.body).toMatchObject({ items: [{ kind: 'synonyms' }, { kind: 'dictionary' }] });
    await api
      .get(`${bank}/questions`)
      .query({ text: '信用卡', sortBy: 'updatedAt', order: 'desc' })
      .set(owner)
      .expect(200);
  });

  it('looks at the service, and cleans up', async () => {
    await api.get('/readyz').expect(200);
    expect((await api.get('/metrics')).text).toContain('jieda_index_questions{bank="finance"}');
    await api.post('/api/v1/feedback').send({ queryId: 'unknown', verdict: 'helpful' }).expect(204);
    await api.delete(url).set(owner).expect(204);
    await api.delete(bank).set(owner).expect(204);
    await api.get('/api/v1/search').query({ q: '信用卡' }).expect(404);
  });
});
