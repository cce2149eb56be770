/**
 * The routes for users, each as a whole: status, headers and body.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { httpFixture, type HttpFixture } from '../helpers/http-fixture.ts';

let http: HttpFixture;
beforeEach(() => {
  http = httpFixture();
});

const hit = {
  id: 'q1',
  question: '信用卡如何还款？',
  answer: '在手机银行还。',
  category: '信用卡',
  tags: [],
  tier: 'words',
  confidence: 0.9,
  score: 10,
  matchedPhrasing: null,
  highlights: [[0, 1]],
  reason: '词语相同',
};

describe('GET /api/v1/search', () => {
  it('answers with hits, facets and where they came from', async () => {
    const response = await http.api.get('/api/v1/search').query({ q: '信用卡', bank: 'finance', limit: 5 });
    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-cache',
      'x-jieda-bank-version': '42',
      'x-jieda-cache': 'miss',
      'server-timing': 'analyse;dur=0.100, retrieve;dur=0.200, rank;dur=0.300',
      etag: expect.stringMatching(/^W\/"[\w-]{27}"$/) as string,
    });
    expect(response.headers).not.toHaveProperty('x-jieda-degraded');
    expect(response.body).toEqual({
      bank: 'finance',
      bankVersion: 42,
      query: '信用卡',
      corrected: null,
      total: 1,
      totalIsExact: true,
      limit: 5,
      offset: 0,
      hits: [hit],
      facets: { category: [{ value: '信用卡', count: 1 }] },
    });
  });

  it('explains when asked to', async () => {
    const response = await http.api.get('/api/v1/search').query({ q: '信用卡', explain: true });
    expect((response.body as { hits: object[] }).hits[0]).toHaveProperty('explanation');
  });

  it('answers 200 with no hits for what is not there', async () => {
    const response = await http.api.get('/api/v1/search').query({ q: '量子力学' });
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ total: 0, hits: [] });
  });

  it('says what is away behind it', async () => {
    http.services.state.degraded = ['store', 'cache'];
    http.services.state.cache = 'memory';
    const response = await http.api.get('/api/v1/search').query({ q: '信用卡' });
    expect(response.headers).toMatchObject({
      'x-jieda-degraded': 'store, cache',
      'x-jieda-cache': 'memory',
      'server-timing': 'analyse;dur=0, retrieve;dur=0, rank;dur=0',
    });
  });
});

describe('/api/v1/ask', () => {
  const answer = {
    queryId: 'q1',
    outcome: 'answer',
    confidence: 0.9,
    answer: { id: 'q1', question: hit.question, text: hit.answer, category: '信用卡', highlights: [[0, 1]] },
    reason: '词语相同',
    suggestions: [],
  };

  it('answers a POST and lets nobody keep it', async () => {
    const body = { question: '信用卡', bank: 'finance', limit: 3, channel: 'h5', userId: 'u1' };
    const response = await http.api.post('/api/v1/ask').send(body);
    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject({ 'cache-control': 'no-store', 'x-jieda-cache': 'miss' });
    expect(response.headers).not.toHaveProperty('etag');
    expect(response.body).toEqual(answer);
  });

  it('answers a GET, whose tag does not depend on the id of the query', async () => {
    const first = await http.api.get('/api/v1/ask').query({ q: '信用卡' });
    expect(first.body).toEqual(answer);
    const again = await http.api
      .get('/api/v1/ask')
      .query({ q: '信用卡' })
      .set('If-None-Match', first.headers['etag']!);
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });

  it('gives the fallback where nothing fits', async () => {
    const response = await http.api.post('/api/v1/ask').send({ question: '量子力学' });
    expect(response.body).toMatchObject({ outcome: 'none', answer: null, suggestions: [], fallback: '不会' });
  });
});

it('GET /api/v1/suggest completes what is being typed', async () => {
  const response = await http.api.get('/api/v1/suggest').query({ q: '信', limit: 3 });
  expect(response.status).toBe(200);
  expect(response.body).toEqual({
    suggestions: [{ id: 'q1', question: '信用卡如何还款？', highlights: [[0, 1]] }],
  });
});

it('GET /api/v1/categories counts', async () => {
  const response = await http.api.get('/api/v1/categories').query({ bank: 'finance' });
  expect(response.status).toBe(200);
  expect(response.body).toEqual({ categories: [{ category: '信用卡', count: 1 }] });
});

it('GET /api/v1/categories/{category}/questions lists what can be read there', async () => {
  const response = await http.api.get(`/api/v1/categories/${encodeURIComponent('信用卡')}/questions`);
  expect(response.status).toBe(200);
  const items = [{ id: 'q1', question: '信用卡如何还款？' }];
  expect(response.body).toEqual({ items, total: 1, limit: 20, offset: 0 });
});

describe('POST /api/v1/feedback', () => {
  it('passes the verdict on', async () => {
    const body = { queryId: 'q1', questionId: 'q7', verdict: 'picked' };
    const response = await http.api.post('/api/v1/feedback').send(body);
    expect(response.status).toBe(204);
    expect(response.text).toBe('');
    expect(http.services.state.feedback).toEqual(body);
  });

  it('takes a verdict on no question in particular', async () => {
    await http.api.post('/api/v1/feedback').send({ queryId: 'q1', verdict: 'unhelpful' }).expect(204);
    expect(http.services.state.feedback).toEqual({ queryId: 'q1', questionId: null, verdict: 'unhelpful' });
  });
});
