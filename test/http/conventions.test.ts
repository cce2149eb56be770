/**
 * What holds on every route:
 * 1. request ids, 2. the form and language of errors, 3. what does not exist, 4. negotiation, 5. caching,
 * 6. paging, 7. authentication, 8. limits, 9. CORS, 10. security headers, 11. compression.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { EDITOR, httpFixture, READER, type HttpFixture } from '../helpers/http-fixture.ts';

const search = '/api/v1/search?q=%E4%BF%A1%E7%94%A8%E5%8D%A1';

let http: HttpFixture;
beforeEach(() => {
  http = httpFixture();
});

const errorOf = (response: { body: unknown }) =>
  (response.body as { error: { code: string; message: string; requestId: string; details: object[] } }).error;

describe('request ids', () => {
  it('are taken from the client, returned, logged and put into errors', async () => {
    const response = await http.api.get('/api/v1/search').set('X-Request-Id', 'a.B_c-9');
    expect(response.headers['x-request-id']).toBe('a.B_c-9');
    expect(errorOf(response).requestId).toBe('a.B_c-9');
    expect(http.log).toContainEqual(expect.objectContaining({ requestId: 'a.B_c-9', status: 422 }));
  });

  it.each(['a'.repeat(65), 'a b', '编号', '<script>'])('are made where %j is not safe', async (given) => {
    const response = await http.api.get('/healthz').set('X-Request-Id', encodeURI(given));
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('errors', () => {
  it('have one form', async () => {
    const response = await http.api.post('/api/v1/ask').send({ question: '问'.repeat(312) });
    expect(response.status).toBe(422);
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(response.body).toEqual({
      error: {
        code: 'question_too_long',
        message: '问题最长 200 个字，收到 312 个字',
        requestId: response.headers['x-request-id'],
        details: [{ path: 'question', limit: 200, actual: 312 }],
      },
    });
  });

  it.each([
    ['en', 'Invalid value: q is required'],
    ['en-US,en;q=0.9,zh;q=0.8', 'Invalid value: q is required'],
    ['zh-CN,zh;q=0.9,en;q=0.8', '参数有误：q 必须填写'],
    ['fr', '参数有误：q 必须填写'],
    ['*', '参数有误：q 必须填写'],
  ])('speak as Accept-Language: %s asks', async (language, message) => {
    const response = await http.api.get('/api/v1/search').set('Accept-Language', language);
    expect(errorOf(response).message).toBe(message);
  });

  it('name every fault', async () => {
    const response = await http.api.get(`${search}&limit=60&colour=red&explain=perhaps`);
    expect(errorOf(response)).toMatchObject({
      message: '参数有误：limit 太大或太长（界限 50，收到 60）',
      details: [
        { path: 'limit', message: '太大或太长', limit: 50, actual: 60 },
        { path: 'explain', message: '类型不对', expected: 'boolean' },
        { path: 'colour', message: '没有这个字段' },
      ],
    });
  });

  it('hide what went wrong inside, and log it', async () => {
    http.services.state.failure = new Error('secret detail');
    const response = await http.api.get(search);
    expect(response.status).toBe(500);
    expect(response.text).not.toContain('secret');
    expect(http.log).toContainEqual(
      expect.objectContaining({
        level: 50,
        error: expect.objectContaining({ message: 'secret detail' }) as object,
      }),
    );
  });

  it('say when to come back', async () => {
    const { AppError } = await import('../../src/errors.ts');
    http.services.state.failure = new AppError('not_ready');
    const response = await http.api.get(search);
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('5');
  });

  it('come in time', async () => {
    http = httpFixture({ requestTimeoutMs: 20 });
    http.services.state.delayMs = 200;
    const response = await http.api.get(search);
    expect(response.status).toBe(503);
    expect(errorOf(response).code).toBe('timeout');
  });
});

describe('what does not exist', () => {
  it.each(['/nowhere', '/api/v1/nowhere', '/api/v2/search'])('%s is 404', async (path) => {
    const response = await http.api.get(path);
    expect(response.status).toBe(404);
    expect(errorOf(response)).toMatchObject({ code: 'route_not_found', message: `没有这个地址：${path}` });
  });

  it('another method is 405 and says which there are', async () => {
    const response = await http.api.delete('/api/v1/ask');
    expect(response.status).toBe(405);
    expect(response.headers['allow']).toBe('POST, GET, HEAD, OPTIONS');
    expect(errorOf(response)).toMatchObject({ code: 'method_not_allowed' });
  });

  it('OPTIONS lists the methods', async () => {
    const response = await http.api.options('/api/v1/banks/finance');
    expect(response.status).toBe(204);
    expect(response.headers['allow']).toBe('GET, PATCH, DELETE, HEAD, OPTIONS');
  });
});

describe('negotiation', () => {
  it.each(['application/json', '*/*', 'text/html, application/*;q=0.5'])(
    'takes Accept: %s',
    async (accept) => {
      await http.api.get(search).set('Accept', accept).expect(200);
    },
  );

  it('refuses to produce what it cannot', async () => {
    const response = await http.api.get(search).set('Accept', 'text/html');
    expect(response.status).toBe(406);
    expect(errorOf(response).code).toBe('not_acceptable');
  });

  it('answers HEAD with the headers of GET', async () => {
    const get = await http.api.get(search);
    const head = await http.api.head(search);
    expect(head.status).toBe(200);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(head.headers['etag']).toBe(get.headers['etag']);
  });
});

describe('caching', () => {
  it('answers 304 while nothing has changed', async () => {
    const { headers } = await http.api.get(search);
    const again = await http.api.get(search).set('If-None-Match', `"other", ${headers['etag']!}`);
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    expect(again.headers['etag']).toBe(headers['etag']);
    await http.api.get(search).set('If-None-Match', '"other"').expect(200);
  });
});

describe('paging', () => {
  const list = '/api/v1/banks/finance/questions';

  beforeEach(async () => {
    for (const index of [1, 2, 3, 4]) {
      await http.api
        .post(list)
        .set(EDITOR)
        .send({ question: `问题${String(index)}`, answer: '答' })
        .expect(201);
    }
  });

  it('links to the neighbours by offset', async () => {
    const response = await http.api.get(`${list}?tag=x&limit=2&offset=2`).set(READER);
    expect(response.headers['link']).toBe(
      [
        `<${list}?tag=x&limit=2&offset=0>; rel="first"`,
        `<${list}?tag=x&limit=2&offset=0>; rel="prev"`,
        `<${list}?tag=x&limit=2&offset=4>; rel="next"`,
        `<${list}?tag=x&limit=2&offset=4>; rel="last"`,
      ].join(', '),
    );
  });

  it('takes page and perPage in place of offset and limit', async () => {
    const response = await http.api.get(`${list}?page=3&perPage=2`).set(READER);
    expect(response.body).toMatchObject({ total: 5, limit: 2, offset: 4, items: [{ question: '问题4' }] });
    expect(response.headers['link']).toContain(`<${list}?page=2&perPage=2>; rel="prev"`);
  });

  it.each([
    ['page=2&offset=3', 'page、perPage 不能与 limit、offset 同时使用'],
    ['page=0', '太小或太少'],
  ])('refuses %s', async (query, message) => {
    const response = await http.api.get(`${list}?${query}`).set(READER);
    expect(response.status).toBe(422);
    expect(errorOf(response).details).toEqual([expect.objectContaining({ path: 'page', message })]);
  });

  it('search stops at offset 1000 either way', async () => {
    await http.api.get(`${search}&offset=1001`).expect(422);
    await http.api.get(`${search}&page=22&perPage=50`).expect(422);
    await http.api.get(`${search}&page=21&perPage=50`).expect(200);
  });
});

describe('authentication', () => {
  it('is demanded of administrators', async () => {
    const response = await http.api.get('/api/v1/banks');
    expect(response.status).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer realm="jieda"');
    expect(errorOf(response).code).toBe('unauthenticated');
  });

  it.each(['Bearer wrong', 'Basic abc', 'Bearer', 'jd_owner'])(
    'refuses %j, also for searching',
    async (header) => {
      await http.api.get(search).set('Authorization', header).expect(401);
    },
  );

  it('takes the scheme in any case', async () => {
    await http.api.get('/api/v1/banks').set('Authorization', 'bearer jd_owner').expect(200);
  });
});

describe('limits', () => {
  it('on the URL', async () => {
    const response = await http.api.get(`/api/v1/search?q=${'a'.repeat(9000)}`);
    expect(response.status).toBe(414);
    expect(errorOf(response)).toMatchObject({ code: 'url_too_long', message: '请求地址最长 8192 字节' });
  });

  it('on the body', async () => {
    http = httpFixture({ maxBodyBytes: 100 });
    const body = { question: 'a'.repeat(200) };
    const response = await http.api.post('/api/v1/ask').send(body);
    expect(response.status).toBe(413);
    expect(errorOf(response).code).toBe('body_too_large');
  });

  it('on the rate, by address and key', async () => {
    http = httpFixture({ rateLimit: { perSecond: 0.1, burst: 2 } });
    await http.api.get(search).expect(200);
    await http.api.get(search).expect(200);
    const response = await http.api.get(search);
    expect(response.status).toBe(429);
    expect(Number(response.headers['retry-after'])).toBeGreaterThanOrEqual(9);
    expect(errorOf(response).code).toBe('too_many_requests');
    await http.api.get(search).set(READER).expect(200);
  });

  it('on the rate also where keys are guessed', async () => {
    http = httpFixture({ rateLimit: { perSecond: 0.1, burst: 2 } });
    const guess = () => http.api.get(search).set('Authorization', 'Bearer guess');
    await guess().expect(401);
    await guess().expect(401);
    await guess().expect(429);
  });
});

describe('CORS', () => {
  const origin = 'https://app.example.com';
  beforeEach(() => {
    http = httpFixture({ corsOrigins: [origin] });
  });

  it('lets allowed pages read responses and their headers', async () => {
    const response = await http.api.get(search).set('Origin', origin);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': origin,
      vary: expect.stringContaining('Origin') as string,
      'access-control-expose-headers': expect.stringContaining('X-Jieda-Cache') as string,
    });
  });

  it('answers their preflight', async () => {
    const response = await http.api
      .options('/api/v1/ask')
      .set('Origin', origin)
      .set('Access-Control-Request-Method', 'POST')
      .set('Access-Control-Request-Headers', 'content-type');
    expect(response.status).toBe(204);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET,HEAD,POST,PUT,PATCH,DELETE',
      'access-control-max-age': '600',
    });
  });

  it.each(['https://evil.example.com', 'null'])('tells %s nothing', async (foreign) => {
    const get = await http.api.get(search).set('Origin', foreign);
    const preflight = await http.api
      .options('/api/v1/ask')
      .set('Origin', foreign)
      .set('Access-Control-Request-Method', 'POST');
    for (const { headers } of [get, preflight]) {
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers['vary']).toContain('Origin');
    }
  });

  it('says errors to allowed pages too', async () => {
    const response = await http.api.get('/api/v1/search').set('Origin', origin);
    expect(response.status).toBe(422);
    expect(response.headers['access-control-allow-origin']).toBe(origin);
  });

  it('is silent where no origin is allowed', async () => {
    const response = await httpFixture().api.get(search).set('Origin', origin);
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
    expect(response.headers['vary']).toBe('Accept-Encoding');
  });
});

it('every response carries security headers', async () => {
  const api = await http.api.get(search);
  expect(api.headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  });
  expect(api.headers).not.toHaveProperty('x-powered-by');
  const page = await http.api.get('/');
  expect(page.headers['content-security-policy']).toContain("script-src 'self';");
  expect(page.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
});

it('compresses from 1 KiB on, for those who ask', async () => {
  const small = await http.api.get(search).set('Accept-Encoding', 'gzip');
  expect(small.headers).not.toHaveProperty('content-encoding');
  const large = await http.api.get('/openapi.json').set('Accept-Encoding', 'gzip');
  expect(large.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  const plain = await http.api.get('/openapi.json').set('Accept-Encoding', 'identity');
  expect(plain.headers).not.toHaveProperty('content-encoding');
});
