/**
 * The routes for questions: reading, writing on a version, writing once, writing many.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { EDITOR, httpFixture, READER, type HttpFixture } from '../helpers/http-fixture.ts';

const questions = '/api/v1/banks/finance/questions';

let http: HttpFixture;
beforeEach(() => {
  http = httpFixture();
});

const stored = {
  id: 'q1',
  bank: 'finance',
  externalId: null,
  question: '信用卡如何还款？',
  answer: '在手机银行还。',
  phrasings: [],
  negativePhrasings: [],
  category: '信用卡',
  tags: [],
  status: 'published',
  validFrom: null,
  validUntil: null,
  pinned: false,
  boost: 0,
  extra: {},
  version: 1,
  createdBy: 'test',
  createdAt: '2025-03-01T02:00:00.000Z',
  updatedBy: 'test',
  updatedAt: '2025-03-01T02:00:00.000Z',
  changeReason: null,
};

describe('reading', () => {
  it('lists by filter', async () => {
    const response = await http.api
      .get(questions)
      .query({ category: '信用卡', status: 'published', sortBy: 'updatedAt', order: 'desc' })
      .set(READER);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ items: [stored], total: 1, limit: 20, offset: 0 });
  });

  it('shows one, with its version as tag', async () => {
    const response = await http.api.get(`${questions}/q1`).set(READER);
    expect(response.status).toBe(200);
    expect(response.headers['etag']).toBe('"1"');
    expect(response.body).toEqual(stored);
    const again = await http.api.get(`${questions}/q1`).set(READER).set('If-None-Match', 'W/"1"');
    expect(again.status).toBe(304);
  });

  it('knows what is not there', async () => {
    const response = await http.api.get(`${questions}/q99`).set(READER);
    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ error: { code: 'question_not_found' } });
  });
});

describe('writing', () => {
  it('creates with defaults', async () => {
    const response = await http.api.post(questions).set(EDITOR).send({
      question: '如何开户？',
      answer: '带身份证。',
      validFrom: '2025-03-01T00:00:00+08:00',
      changeReason: '新业务',
    });
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({ location: `${questions}/q2`, etag: '"1"' });
    expect(response.body).toEqual({
      ...stored,
      id: 'q2',
      question: '如何开户？',
      answer: '带身份证。',
      category: null,
      validFrom: '2025-02-28T16:00:00.000Z',
      changeReason: '新业务',
    });
  });

  it('says how a time is written', async () => {
    const times = { validFrom: '2025-02-30T00:00:00Z', validUntil: '2025-03-01 00:00' };
    const response = await http.api
      .post(questions)
      .set(EDITOR)
      .send({ question: '问', answer: '答', ...times });
    expect(response.status).toBe(422);
    const expected = '带时区的时间，如 2025-03-01T00:00:00+08:00';
    expect(response.body).toMatchObject({
      error: {
        details: ['validFrom', 'validUntil'].map((path) => ({ path, message: '格式不对', expected })),
      },
    });
  });

  it('refuses the same question again', async () => {
    const response = await http.api
      .post(questions)
      .set(EDITOR)
      .send({ question: stored.question, answer: '。' });
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({ error: { code: 'duplicate_question' } });
  });

  it('PATCH changes what is named, PUT resets the rest', async () => {
    const patched = await http.api.patch(`${questions}/q1`).set(EDITOR).send({ pinned: true });
    expect(patched.body).toEqual({ ...stored, pinned: true, version: 2 });
    const extra = { 负责人: '王芳' };
    const kept = await http.api.patch(`${questions}/q1`).set(EDITOR).send({ extra });
    expect(kept.body).toMatchObject({ pinned: true, extra });
    const boosted = await http.api.patch(`${questions}/q1`).set(EDITOR).send({ boost: -2 });
    expect(boosted.body).toMatchObject({ pinned: true, boost: -2 });
    const far = await http.api.patch(`${questions}/q1`).set(EDITOR).send({ boost: 6 });
    expect(far.status).toBe(422);
    const refused = await http.api
      .patch(`${questions}/q1`)
      .set(EDITOR)
      .send({ extra: { 负责人: 1 } });
    expect(refused.status).toBe(422);
    expect(patched.headers['etag']).toBe('"2"');
    const put = await http.api.put(`${questions}/q1`).set(EDITOR).send({ question: '新', answer: '新' });
    expect(put.status).toBe(200);
    expect(put.body).toEqual({ ...stored, question: '新', answer: '新', category: null, version: 5 });
  });

  it('removes', async () => {
    await http.api.delete(`${questions}/q1`).query({ changeReason: '过时' }).set(EDITOR).expect(204);
    await http.api.get(`${questions}/q1`).set(EDITOR).expect(404);
  });

  it('writes only on the version that If-Match names', async () => {
    const conflict = await http.api
      .patch(`${questions}/q1`)
      .set(EDITOR)
      .set('If-Match', '"7"')
      .send({ pinned: true });
    expect(conflict.status).toBe(409);
    expect(conflict.body).toMatchObject({
      error: { code: 'version_conflict', message: '内容已被他人修改：当前版本 1，提交基于版本 7' },
    });
    for (const tag of ['"1"', 'W/"2"', '*']) {
      await http.api
        .patch(`${questions}/q1`)
        .set(EDITOR)
        .set('If-Match', tag)
        .send({ pinned: true })
        .expect(200);
    }
    const invalid = await http.api.delete(`${questions}/q1`).set(EDITOR).set('If-Match', '7');
    expect(invalid.status).toBe(422);
    expect(invalid.body).toMatchObject({ error: { details: [{ path: 'If-Match' }] } });
  });
});

describe('Idempotency-Key', () => {
  const body = { question: '如何开户？', answer: '带身份证。' };
  const create = (key: string, content: object) =>
    http.api.post(questions).set(EDITOR).set('Idempotency-Key', key).send(content);

  it('gives a repeated request the first response', async () => {
    const first = await create('k1', body);
    const again = await create('k1', body);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers).toMatchObject({ location: first.headers['location'], etag: first.headers['etag'] });
  });

  it('refuses the key for another request', async () => {
    await create('k1', body).expect(201);
    const response = await create('k1', { ...body, answer: '另一个' });
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({ error: { code: 'idempotency_conflict' } });
  });

  it('is free again after a failure', async () => {
    await create('k1', { question: stored.question, answer: '。' }).expect(409);
    await create('k1', body).expect(201);
  });

  it('must be visible ASCII', async () => {
    const response = await create('a b', body);
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ error: { details: [{ path: 'Idempotency-Key' }] } });
  });
});

describe('POST /questions/bulk', () => {
  const bulk = (text: string | Buffer) =>
    http.api.post(`${questions}/bulk`).set(EDITOR).set('Content-Type', 'application/x-ndjson').send(text);
  const results = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Result);
  interface Result {
    line: number;
    outcome: string;
    error?: { code: string; message: string };
  }

  it('reports bad lines in their place while the rest goes in', async () => {
    const lines = [
      '{"question":"甲","answer":"1"}',
      '{"question":"乙"}',
      '',
      'not json',
      '{"question":"丙","answer":"3","externalId":"taken"}',
      '{"question":"丁","answer":"4","colour":"red"}',
      '{"question":"戊","answer":"5","id":"x","version":3,"createdBy":"cli:ann"}',
    ];
    const response = await bulk(lines.join('\n'));
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    expect(results(response.text).map(({ line, outcome, error }) => [line, outcome, error?.code])).toEqual([
      [1, 'added', undefined],
      [2, 'rejected', 'invalid_value'],
      [4, 'rejected', 'malformed_json'],
      [5, 'rejected', 'duplicate_external_id'],
      [6, 'rejected', 'invalid_value'],
      [7, 'added', undefined],
    ]);
    // The other lines of the body are JSON.
    expect(results(response.text)[2]?.error?.message).toBe('内容不是合法的 JSON');
  });

  it('takes many lines in one request', async () => {
    const lines = Array.from(
      { length: 450 },
      (_, index) => `{"question":"问题${String(index)}","answer":"答"}`,
    );
    const response = await bulk(lines.join('\n'));
    expect(results(response.text).filter(({ outcome }) => outcome === 'added')).toHaveLength(450);
  });

  it('fails as a whole where no line could go in', async () => {
    const forbidden = await bulk('{"question":"甲","answer":"1"}').set(READER);
    expect(forbidden.status).toBe(403);
    const missing = await http.api
      .post('/api/v1/banks/nowhere/questions/bulk')
      .set(EDITOR)
      .set('Content-Type', 'application/x-ndjson')
      .send('{}');
    expect(missing.status).toBe(404);
  });

  it('answers an empty body with no lines, and another type with 415', async () => {
    expect((await bulk('\n')).text).toBe('');
    await bulk('{}').set('Content-Type', 'application/json').expect(415);
  });
});
