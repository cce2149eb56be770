/** What operators poll: /healthz, /readyz, /metrics. */
import { beforeEach, describe, expect, it } from 'vitest';
import { EDITOR, httpFixture, type HttpFixture } from '../helpers/http-fixture.ts';

let http: HttpFixture;
beforeEach(() => {
  http = httpFixture();
});

it('GET /healthz answers while the process lives', async () => {
  http.services.state.ready = false;
  const response = await http.api.get('/healthz');
  expect(response.status).toBe(200);
  expect(response.headers['cache-control']).toBe('no-store');
  expect(response.body).toEqual({ status: 'ok' });
});

it.each(['/healthz', '/readyz', '/metrics'])('GET %s refuses a wrong key', async (path) => {
  const response = await http.api.get(path).set('Authorization', 'Bearer jd_wrong');
  expect(response.status).toBe(401);
  expect(response.body).toMatchObject({ error: { code: 'unauthenticated' } });
});

describe('GET /readyz', () => {
  it('lists the parts', async () => {
    const response = await http.api.get('/readyz');
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      ready: true,
      parts: {
        store: { status: 'up' },
        cache: { status: 'up' },
        segmenter: { status: 'up', name: 'fake' },
        ranking: { status: 'up', name: 'fake' },
        index: { status: 'up', banks: [{ name: 'finance', version: 42, questions: 1, ageMs: 5, lag: 0 }] },
      },
    });
  });

  it('is 503 while nothing can be answered', async () => {
    http.services.state.ready = false;
    const response = await http.api.get('/readyz');
    expect(response.status).toBe(503);
    expect(response.headers).toMatchObject({ 'retry-after': '5', 'cache-control': 'no-store' });
    expect(response.body).toMatchObject({ ready: false, parts: { store: { status: 'down' } } });
  });
});

describe('GET /metrics', () => {
  it('counts requests by route and outcome, cache, asks, imports, index and event loop', async () => {
    http.services.state.cache = 'redis';
    await http.api.post('/api/v1/ask').send({ question: '信用卡' });
    await http.api.get('/api/v1/banks/finance/questions/q9').set(EDITOR);
    await http.api
      .post('/api/v1/banks/finance/imports')
      .set(EDITOR)
      .attach('file', Buffer.from('PK'), 'a.xlsx');
    await http.services.transfer.completeImport('i1', { name: 'worker', role: 'owner', banks: null });
    await http.api.get('/nowhere');
    const response = await http.api.get('/metrics');
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toMatch(/^text\/plain/);
    for (const line of [
      'jieda_http_request_duration_seconds_count{method="post",route="/api/v1/ask",outcome="ok"} 1',
      'jieda_http_request_duration_seconds_count{method="get",route="/api/v1/banks/{bank}/questions/{id}",outcome="client_error"} 1',
      'jieda_http_request_duration_seconds_count{method="none",route="none",outcome="client_error"} 1',
      'jieda_cache_lookups_total{level="redis"} 1',
      'jieda_asks_total{bank="finance",outcome="answer"} 1',
      'jieda_import_rows_total{result="rejected"} 1',
      'jieda_index_version{bank="finance"} 42',
      'jieda_index_questions{bank="finance"} 1',
      'jieda_index_lag_versions{bank="finance"} 0',
      'jieda_part_up{part="store"} 1',
    ]) {
      expect(response.text).toContain(line);
    }
    expect(response.text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(response.text).toMatch(/^process_resident_memory_bytes /m);
  });

  it('does not exist where it is switched off', async () => {
    http = httpFixture({ metrics: false });
    await http.api.get('/metrics').expect(404);
  });
});
