/** The routes for banks, their words, synonyms and history. */
import { beforeEach, describe, expect, it } from 'vitest';
import { EDITOR, httpFixture, OWNER, READER, type HttpFixture } from '../helpers/http-fixture.ts';

let http: HttpFixture;
beforeEach(() => {
  http = httpFixture();
});

const finance = {
  name: 'finance',
  title: '金融问答',
  answerThreshold: 0.8,
  suggestThreshold: 0.4,
  fallback: '不会',
  isPublic: true,
  version: 42,
  createdBy: 'test',
  createdAt: '2025-03-01T02:00:00.000Z',
  updatedBy: 'test',
  updatedAt: '2025-03-01T02:00:00.000Z',
};

describe('/api/v1/banks', () => {
  it('lists banks', async () => {
    const response = await http.api.get('/api/v1/banks').set(READER);
    expect(response.status).toBe(200);
    expect(response.headers['cache-control']).toBe('private, no-cache');
    expect(response.body).toEqual({ items: [finance], total: 1, limit: 20, offset: 0 });
  });

  it('sorts and pages', async () => {
    await http.api.post('/api/v1/banks').set(OWNER).send({ name: 'insurance', title: '保险' }).expect(201);
    const response = await http.api
      .get('/api/v1/banks')
      .query({ sortBy: 'name', order: 'desc', page: 1, perPage: 1 })
      .set(OWNER);
    expect(response.body).toMatchObject({ items: [{ name: 'insurance' }], total: 2, limit: 1, offset: 0 });
    expect(response.headers['link']).toBe(
      [
        '</api/v1/banks?sortBy=name&order=desc&page=1&perPage=1>; rel="first"',
        '</api/v1/banks?sortBy=name&order=desc&page=2&perPage=1>; rel="next"',
        '</api/v1/banks?sortBy=name&order=desc&page=2&perPage=1>; rel="last"',
      ].join(', '),
    );
  });

  it('creates a bank and says where it is', async () => {
    const body = { name: 'insurance', title: '保险', fallback: '请联系客服' };
    const response = await http.api.post('/api/v1/banks').set(OWNER).send(body);
    expect(response.status).toBe(201);
    expect(response.headers['location']).toBe('/api/v1/banks/insurance');
    expect(response.body).toEqual({ ...finance, ...body });
  });

  it('refuses a name that is taken, and one that is none', async () => {
    const taken = await http.api.post('/api/v1/banks').set(OWNER).send({ name: 'finance' });
    expect(taken.status).toBe(409);
    expect(taken.body).toMatchObject({ error: { code: 'bank_exists', message: '题库“finance”已存在' } });
    const invalid = await http.api.post('/api/v1/banks').set(OWNER).send({ name: '金融' });
    expect(invalid.status).toBe(422);
    expect(invalid.body).toMatchObject({ error: { code: 'invalid_value', details: [{ path: 'name' }] } });
  });

  it('turns away who may not create', async () => {
    const response = await http.api.post('/api/v1/banks').set(EDITOR).send({ name: 'insurance' });
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ error: { code: 'forbidden' } });
  });
});

describe('/api/v1/banks/{bank}', () => {
  it('shows a bank', async () => {
    const response = await http.api.get('/api/v1/banks/finance').set(READER);
    expect(response.status).toBe(200);
    expect(response.body).toEqual(finance);
  });

  it('changes only what is named', async () => {
    const response = await http.api.patch('/api/v1/banks/finance').set(OWNER).send({ answerThreshold: 0.9 });
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ ...finance, answerThreshold: 0.9 });
  });

  it('removes a bank', async () => {
    await http.api.delete('/api/v1/banks/finance').set(OWNER).expect(204);
    const response = await http.api.get('/api/v1/banks/finance').set(OWNER);
    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ error: { message: '没有名为“finance”的题库' } });
  });
});

describe.each([
  ['dictionary', 'words', ['国债逆回购']],
  ['synonyms', 'synonyms', ['农行 = 农业银行']],
])('/api/v1/banks/{bank}/%s', (path, field, lines) => {
  it('is replaced as a whole and read back', async () => {
    const url = `/api/v1/banks/finance/${path}`;
    const put = await http.api
      .put(url)
      .set(EDITOR)
      .send({ [field]: lines });
    expect(put.status).toBe(200);
    expect(put.body).toEqual({ [field]: lines });
    const get = await http.api.get(url).set(EDITOR);
    expect(get.status).toBe(200);
    expect(get.body).toEqual({ [field]: lines });
  });

  it('takes only lines of text', async () => {
    const response = await http.api
      .put(`/api/v1/banks/finance/${path}`)
      .set(EDITOR)
      .send({ [field]: ['好', 7] });
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({
      error: { details: [{ path: `${field}.1`, message: '类型不对', expected: 'string' }] },
    });
  });
});

it('GET /api/v1/banks/{bank}/history tells who changed what, when and why', async () => {
  const response = await http.api
    .get('/api/v1/banks/finance/history')
    .set(READER)
    .query({ questionId: 'q1' });
  expect(response.status).toBe(200);
  expect(response.body).toMatchObject({
    items: [{ version: 43, kind: 'added', questionId: 'q1', before: null, by: 'test', reason: null }],
    total: 1,
    limit: 20,
    offset: 0,
  });
});
